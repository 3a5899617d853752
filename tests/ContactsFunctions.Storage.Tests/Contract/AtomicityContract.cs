using System.Globalization;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Storage.Tests.Contract;

/// <summary>Commits of several writes, and what a commit may hold.</summary>
public abstract class AtomicityContract<THarness> : StoreContract<THarness>
    where THarness : StoreHarness, new()
{
    [Fact]
    public async Task Writes_of_every_sort_take_effect_together()
    {
        var tag = await CreateAsync(Doc("b", 1));
        await CreateAsync(Doc("d", 1));
        var commit = new Commit(Commit.NewId(), [
            new DocumentWrite.Create(Doc("a", 2)),
            new DocumentWrite.Replace(Doc("b", 2), tag),
            new DocumentWrite.Upsert(Doc("c", 2)),
            new DocumentWrite.Delete("d")]);

        var result = await Store.CommitAsync(Team, commit, Cancel);

        Assert.Equal((CommitStatus.Committed, -1), (result.Status, result.Index));
        var read = await Store.ReadManyAsync(Team, ["a", "b", "c", "d"], Cancel);
        Assert.Equal(result.ETags, read.Select(d => d?.ETag));
        Assert.All(read.Take(3), d => Assert.Equal((2, commit.Id), (Version(d), d!.Commit)));
        Assert.Null(read[3]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task One_losing_write_undoes_all_and_is_named(int place)
    {
        await CreateAsync(Doc("taken", 1));
        List<DocumentWrite> writes = [new DocumentWrite.Create(Doc("x", 2)), new DocumentWrite.Upsert(Doc("y", 2))];
        writes.Insert(place, new DocumentWrite.Create(Doc("taken", 2)));

        var result = await CommitAsync([.. writes]);

        Assert.Equal((CommitStatus.Exists, place), (result.Status, result.Index));
        Assert.Empty(result.ETags);
        Assert.Equal([1, null, null], (await Store.ReadManyAsync(Team, ["taken", "x", "y"], Cancel)).Select(d => d is null ? (int?)null : Version(d)));
    }

    [Fact]
    public async Task Of_several_losing_writes_the_first_is_named()
    {
        var tag = await CreateAsync(Doc("a"));
        await CommitAsync(new DocumentWrite.Upsert(Doc("a")));

        var result = await CommitAsync(
            new DocumentWrite.Create(Doc("new")), new DocumentWrite.Replace(Doc("a", 2), tag), new DocumentWrite.Delete("absent"), new DocumentWrite.Replace(Doc("gone"), tag));

        Assert.Equal((CommitStatus.Stale, 1), (result.Status, result.Index));
        Assert.Null(await ReadAsync("new"));
    }

    [Fact]
    public async Task A_lost_commit_leaves_nothing_to_be_found_by_a_query()
    {
        await CreateAsync(Doc("taken"));
        await CommitAsync(new DocumentWrite.Create(Doc("x", index: Index(One("city", T("OSLO"))))), new DocumentWrite.Create(Doc("taken")));
        Assert.Equal("", await IdsAsync(new Filter.In(new("city", false), [T("OSLO")])));
        Assert.Equal(0, await Store.CountAsync(Team, Contact, new Filter.Exists(new("city", false)), true, Cancel));
    }

    [Fact]
    public async Task A_commit_may_hold_as_many_writes_as_the_limit_says()
    {
        var writes = Enumerable.Range(0, Store.Limits.Writes).Select(i => (DocumentWrite)new DocumentWrite.Create(Doc(Id(i), i))).ToArray();
        var result = await CommitAsync(writes);
        Assert.True(result.IsCommitted);
        Assert.Equal(writes.Length, result.ETags.Count);
        Assert.Equal(writes.Length, await Store.CountAsync(Team, Contact, null, false, Cancel));
    }

    [Fact]
    public async Task Empty_oversized_and_repetitive_commits_are_refused()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await CommitAsync());
        await Assert.ThrowsAnyAsync<ArgumentException>(async () =>
            await CommitAsync([.. Enumerable.Range(0, Store.Limits.Writes + 1).Select(i => new DocumentWrite.Create(Doc(Id(i))))]));
        var half = new byte[(Store.Limits.Bytes / 2) + 1];
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await CommitAsync(
            new DocumentWrite.Create(new Document("a", Contact, half)), new DocumentWrite.Create(new Document("b", Contact, half))));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await CommitAsync(new DocumentWrite.Create(Doc("a")), new DocumentWrite.Delete("a")));
        Assert.Equal(0, await Store.CountAsync(Team, null, null, true, Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("a%2f")]
    [InlineData("é")]
    public async Task An_id_of_other_characters_is_refused(string id) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await CommitAsync(new DocumentWrite.Create(Doc(id))));

    private static string Id(int number) => "n-" + number.ToString("D5", CultureInfo.InvariantCulture);
}
