using ContactsFunctions.Core.Storage;
using ContactsFunctions.Cosmos;
using Microsoft.Azure.Cosmos;

namespace ContactsFunctions.Storage.Tests.Cosmos;

/// <summary>What each operation costs, as the server counts it and as <see cref="RequestCharges"/> does. No query plan is fetched.</summary>
[Collection(nameof(ServerAlone))]
public sealed class RequestBudgetTests
{
    private readonly string team = "t-" + Guid.NewGuid().ToString("N");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_operation_keeps_its_budget()
    {
        var store = await CosmosUnderTest.StoreAsync();
        await store.CommitAsync(team, Commit([.. Enumerable.Range(0, 20).Select(i => new DocumentWrite.Create(Doc("d-" + (char)('a' + i))))]), Cancel);

        // The first query of a client reads where the container's partitions are.
        Assert.SkipUnless(await PagesAreWholeAsync(), "The server cuts pages short (--page-cap).");

        await CostsAsync(1, () => store.ReadAsync(team, "d-a", Cancel));
        await CostsAsync(1, () => store.ReadAsync(team, "absent", Cancel));
        await CostsAsync(1, () => store.PingAsync(Cancel));
        await CostsAsync(1, () => store.ReadManyAsync(team, ["d-a", "d-b", "absent", "d-c"], Cancel));
        await CostsAsync(1, () => store.CommitAsync(team, Commit(new DocumentWrite.Create(Doc("one"))), Cancel));
        await CostsAsync(1, () => store.CommitAsync(team, Commit(new DocumentWrite.Create(Doc("two")), new DocumentWrite.Delete("one")), Cancel));
        await CostsAsync(2, () => store.CommitAsync(team, Commit(new DocumentWrite.Create(Doc("two"))), Cancel));
        await CostsAsync(2, () => store.IncrementAsync(team, "count:x", 1, TimeSpan.FromHours(1), Cancel));
        await CostsAsync(1, () => store.IncrementAsync(team, "count:x", 1, TimeSpan.FromHours(1), Cancel));
        await CostsAsync(1, () => store.CountAsync(team, "contact", null, false, Cancel));
        await CostsAsync(1, () => store.CountAsync(team, "contact", new Filter.Not(new Filter.Exists(new("name", false))), true, Cancel));

        // Full pages, and pages that hold all there is.
        foreach (var limit in new[] { 5, 100 })
        {
            await CostsAsync(1, () => store.QueryAsync(team, "contact", new DocumentQuery(limit), Cancel));
            await CostsAsync(1, () => store.QueryAsync(team, "contact", new DocumentQuery(limit) { Descending = true, SortSlug = "name" }, Cancel));
            await CostsAsync(1, () => store.QueryAsync(team, null, new DocumentQuery(limit) { SortSlug = "name", After = "B", Keys = ["name"] }, Cancel));
            await CostsAsync(1, () => store.QueryAsync(team, "contact", new DocumentQuery(limit) { Filter = new Filter.In(new("name", false), [IndexValue.Of("D-B"), IndexValue.Of("D-C")]) }, Cancel));
        }
    }

    private async Task<bool> PagesAreWholeAsync()
    {
        var container = (await CosmosUnderTest.ClientAsync()).GetContainer(CosmosUnderTest.Options.Database, CosmosUnderTest.Options.Container);
        using var iterator = container.GetItemQueryIterator<string>("SELECT VALUE c.id FROM c", null, new QueryRequestOptions { PartitionKey = new PartitionKey(team), MaxItemCount = 20 });
        return (await iterator.ReadNextAsync(Cancel)).Count == 20;
    }

    private static Task CostsAsync(int requests, Func<ValueTask> operation) => CostsAsync(requests, async () =>
    {
        await operation();
        return 0;
    });

    private static async Task CostsAsync<T>(int requests, Func<ValueTask<T>> operation)
    {
        await ProtocolServer.ResetStatsAsync();
        using var charges = RequestCharges.Measure("test");
        await operation();
        var stats = await ProtocolServer.StatsAsync();
        Assert.True(requests == stats.GetProperty("requests").GetInt32(), stats.GetRawText());
        Assert.Equal(requests, charges.Requests);
        Assert.Equal(stats.GetProperty("charge").GetDouble(), charges.Charge, 0.011);
    }

    private static Commit Commit(params DocumentWrite[] writes) => new(Core.Storage.Commit.NewId(), writes);

    private static Document Doc(string id) => new(id, "contact", "{}"u8.ToArray())
    {
        Index = new DocumentIndex(null, [new("name", false, [IndexValue.Of(id.ToUpperInvariant())])], [new("name", SortKey.Of(id.ToUpperInvariant(), id))]),
    };
}
