using System.Text;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Storage.Tests.Sqlite;

/// <summary>Two stores on one file, as two processes would have them.</summary>
public sealed class SharedFileTests : SqliteFileTests
{
    [Fact]
    public async Task Of_100_creates_over_two_stores_one_wins()
    {
        IDocumentStore[] stores = [Open(), Open()];
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => CreateAsync(stores[i % 2], Person("one", "OSLO"), Person("own-" + i, "ROME")), Cancel)));
        Assert.Equal(1, results.Count(r => r.IsCommitted));
        Assert.All(stores, s => Assert.Equal(2, s.CountAsync(Team, "contact", null, false, Cancel).AsTask().Result));
    }

    [Fact]
    public async Task Increments_over_two_stores_give_distinct_values()
    {
        IDocumentStore[] stores = [Open(), Open()];
        var values = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(async () => await stores[i % 2].IncrementAsync(Team, "count:x", 1, null, Cancel), Cancel)));
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), values.Order());
    }

    [Fact]
    public async Task What_one_store_writes_the_other_finds_at_once()
    {
        var (one, other) = (Open(), Open());
        await one.PingAsync(Cancel);
        await other.PingAsync(Cancel);
        await CreateAsync(one, Person("a", "OSLO"));
        Assert.Equal("a", await InCityAsync(other, "OSLO"));

        var read = await other.ReadAsync(Team, "a", Cancel);
        Assert.True((await WriteAsync(other, Team, new DocumentWrite.Replace(Person("a", "ROME"), read!.ETag))).IsCommitted);

        Assert.Equal("", await InCityAsync(one, "OSLO"));
        Assert.Equal("a", await InCityAsync(one, "ROME"));
    }

    [Fact]
    public async Task Queries_are_right_while_both_stores_write()
    {
        IDocumentStore[] stores = [Open(), Open()];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 30; i++)
            {
                var city = $"CITY {worker} {i}";
                await CreateAsync(stores[worker % 2], Person($"c-{worker}-{i}", city));
                Assert.Equal($"c-{worker}-{i}", await InCityAsync(stores[(worker + i) % 2], city));
            }
        }, Cancel)));
    }

    [Fact]
    public async Task What_a_store_wrote_is_there_after_it_was_opened_again()
    {
        var first = Open();
        await CreateAsync(first, Person("a", "OSLO"), new Document("job:1", "job", Encoding.UTF8.GetBytes("{}")));
        await first.DisposeAsync();
        Assert.False(File.Exists(Options.Path + "-wal"));

        var second = Open();
        Assert.Equal(["contact", "job"], (await second.ReadManyAsync(Team, ["a", "job:1"], Cancel)).Select(d => d!.Kind));
        Assert.Equal("a", await InCityAsync(second, "OSLO"));
    }

    [Fact]
    public async Task A_disposed_store_refuses()
    {
        var store = Open();
        await store.PingAsync(Cancel);
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.ReadAsync(Team, "a", Cancel));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => CreateAsync(store, Person("a", "OSLO")));
    }
}
