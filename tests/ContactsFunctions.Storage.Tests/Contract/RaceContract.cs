using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Storage.Tests.Contract;

/// <summary>Many writers at once.</summary>
public abstract class RaceContract<THarness> : StoreContract<THarness>
    where THarness : StoreHarness, new()
{
    [Fact]
    public async Task Of_100_concurrent_creates_of_one_id_exactly_one_wins()
    {
        var results = await AtOnce(100, i => CommitAsync(new DocumentWrite.Create(Doc("one", i)), new DocumentWrite.Create(Doc("own-" + i))));
        Assert.Equal(1, results.Count(r => r.IsCommitted));
        Assert.All(results.Where(r => !r.IsCommitted), r => Assert.Equal((CommitStatus.Exists, 0), (r.Status, r.Index)));
        var winner = Array.FindIndex(results, r => r.IsCommitted);
        Assert.Equal(winner, Version(await ReadAsync("one")));
        Assert.Equal(2, await Store.CountAsync(Team, Contact, null, false, Cancel));
    }

    [Fact]
    public async Task Of_50_concurrent_replaces_with_one_tag_exactly_one_wins()
    {
        var tag = await CreateAsync(Doc("one"));
        var results = await AtOnce(50, i => CommitAsync(new DocumentWrite.Replace(Doc("one", i), tag)));
        Assert.Equal(1, results.Count(r => r.IsCommitted));
        Assert.Equal(49, results.Count(r => r.Status == CommitStatus.Stale));
        Assert.Equal(Array.FindIndex(results, r => r.IsCommitted), Version(await ReadAsync("one")));
    }

    [Fact]
    public async Task Of_20_concurrent_deletes_exactly_one_wins()
    {
        await CreateAsync(Doc("one"));
        var results = await AtOnce(20, _ => CommitAsync(new DocumentWrite.Delete("one")));
        Assert.Equal(1, results.Count(r => r.IsCommitted));
        Assert.Equal(19, results.Count(r => r.Status == CommitStatus.Missing));
    }

    [Fact]
    public async Task A_hundred_concurrent_increments_give_a_hundred_values()
    {
        var values = await AtOnce(100, _ => Store.IncrementAsync(Team, "count:x", 1, null, Cancel));
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), values.Order());
    }

    [Fact]
    public async Task What_was_committed_is_read_and_found_at_once_by_everyone()
    {
        await AtOnce(40, async i =>
        {
            var id = "c-" + i;
            await CreateAsync(Doc(id, index: Index(One("city", T("CITY " + i)))));
            Assert.NotNull(await ReadAsync(id));
            Assert.Equal(id, await IdsAsync(new Filter.In(new("city", false), [T("CITY " + i)])));
            return i;
        });
    }

    private static Task<T[]> AtOnce<T>(int count, Func<int, ValueTask<T>> action) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(async () => await action(i), Cancel)));
}
