using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Storage.Tests.Contract;

/// <summary>Documents and counters that end by themselves.</summary>
public abstract class TimeToLiveContract<THarness> : StoreContract<THarness>
    where THarness : StoreHarness, new()
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly SearchPath City = new("city", false);

    [Fact]
    public async Task An_expired_document_is_nowhere_to_be_seen()
    {
        var index = new DocumentIndex(null, [One("city", T("OSLO"))], [new("city", SortKey.Of("OSLO", "a"))]);
        await CreateAsync(Doc("a", index: index, ttl: Minute));
        Assert.NotNull(await ReadAsync("a"));
        Assert.Equal("a", await IdsAsync(new Filter.Exists(City)));

        await AdvanceAsync(Minute + Second);

        Assert.Null(await ReadAsync("a"));
        Assert.Equal([null], await Store.ReadManyAsync(Team, ["a"], Cancel));
        Assert.Equal("", await IdsAsync((Filter?)null));
        Assert.Equal("", await IdsAsync(new Filter.Exists(City)));
        Assert.Equal("", await IdsAsync(new DocumentQuery(10) { SortSlug = "city" }));
        Assert.Equal(0, await Store.CountAsync(Team, Contact, null, true, Cancel));
        Assert.Equal(0, await Store.CountAsync(Team, Contact, new Filter.Exists(City), true, Cancel));
    }

    [Fact]
    public async Task To_every_write_an_expired_document_is_absent()
    {
        var tag = await CreateAsync(Doc("a", 1, ttl: Minute));
        await AdvanceAsync(Minute + Second);
        Assert.Equal(CommitStatus.Missing, (await CommitAsync(new DocumentWrite.Replace(Doc("a", 2), tag))).Status);
        Assert.Equal(CommitStatus.Missing, (await CommitAsync(new DocumentWrite.Delete("a"))).Status);
        await CreateAsync(Doc("a", 3));
        Assert.Equal(3, Version(await ReadAsync("a")));
    }

    [Fact]
    public async Task A_write_sets_the_time_to_live_anew()
    {
        await CommitAsync(new DocumentWrite.Upsert(Doc("again", ttl: Minute)), new DocumentWrite.Upsert(Doc("never", ttl: Minute)));
        await AdvanceAsync(Minute / 2);
        await CommitAsync(new DocumentWrite.Upsert(Doc("again", ttl: Minute)), new DocumentWrite.Upsert(Doc("never")));
        await AdvanceAsync(Minute / 2 + Second);
        Assert.Equal(["again", "never"], (await Store.ReadManyAsync(Team, ["again", "never"], Cancel)).Select(d => d?.Id));
        await AdvanceAsync(Minute);
        Assert.Equal([null, "never"], (await Store.ReadManyAsync(Team, ["again", "never"], Cancel)).Select(d => d?.Id));
    }

    [Fact]
    public async Task A_counter_adds_up()
    {
        Assert.Equal(5, await Store.IncrementAsync(Team, "count:a", 5, null, Cancel));
        Assert.Equal(1_005, await Store.IncrementAsync(Team, "count:a", 1_000, null, Cancel));
        Assert.Equal(1_004, await Store.IncrementAsync(Team, "count:a", -1, null, Cancel));
        Assert.Equal(1, await Store.IncrementAsync(Team, "count:b", 1, null, Cancel));
        Assert.Equal(1, await Store.IncrementAsync(NewTeam(), "count:a", 1, null, Cancel));
    }

    [Fact]
    public async Task A_counter_lives_from_its_first_increment()
    {
        Assert.Equal(1, await Store.IncrementAsync(Team, "count:w", 1, Minute, Cancel));
        await AdvanceAsync(Minute / 2);
        Assert.Equal(2, await Store.IncrementAsync(Team, "count:w", 1, Minute, Cancel));
        await AdvanceAsync(Minute / 2 + Second);
        Assert.Equal(1, await Store.IncrementAsync(Team, "count:w", 1, Minute, Cancel));
    }
}
