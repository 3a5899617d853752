using System.Text.Json.Nodes;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Cosmos;
using ContactsFunctions.Storage.Tests.Cosmos;

namespace ContactsFunctions.Storage.Tests.Jobs;

/// <summary>An import on Cosmos DB while the service fails at one request after the other, as often as the SDK and the engine ask again.</summary>
[Collection(nameof(ServerAlone))]
public sealed class CosmosImportTests
{
    private const int Repeats = 4;

    [Fact]
    public async Task An_import_without_faults_is_done()
    {
        var import = await ImportUnderFaults.StartAsync(await CosmosUnderTest.StoreAsync());
        await import.RunAsync();
        await import.AssertDoneAsync("none");
    }

    [Theory]
    [InlineData("429", 429, false, false)]
    [InlineData("503", 503, false, false)]
    [InlineData("503 after the write", 503, true, false)]
    [InlineData("408", 408, false, false)]
    [InlineData("408 after the write", 408, true, false)]
    [InlineData("a cut connection", null, false, true)]
    [InlineData("a connection cut after the write", null, true, true)]
    public async Task A_fault_at_any_request_of_an_import_leaves_every_row_done_once(string name, int? status, bool applied, bool cut)
    {
        // Once is mended inside of the engine; more often the engine gives up and the job's message waits.
        var options = CosmosUnderTest.Options with { TimeLimit = TimeSpan.FromMilliseconds(500), ThrottleLimit = TimeSpan.FromMilliseconds(50) };
        await CosmosUnderTest.StoreAsync();
        using var client = CosmosClientFactory.Create(options);
        var store = new CosmosDocumentStore(client.GetContainer(options.Database, options.Container), options, TimeProvider.System);
        foreach (var (times, step) in new[] { (1, 1), (Repeats, 5) })
        {
            for (var (skip, met) = (0, true); met; skip += step)
            {
                met = await RunAsync(store, $"{name}, {times} times from request {skip}", Rule(status, applied, cut, skip, times));
                Assert.True(met ? skip < 100 : skip >= 5, $"The faults were met up to request {skip}.");
            }
        }
    }

    private static JsonObject Rule(int? status, bool applied, bool cut, int skip, int times)
    {
        var rule = new JsonObject { ["skip"] = skip, ["times"] = times, ["retryAfterMs"] = 1 };
        if (status is not null)
        {
            rule["status"] = status;
        }

        if (applied)
        {
            rule["applyFirst"] = true;
        }

        if (cut)
        {
            rule["drop"] = true;
        }

        return rule;
    }

    /// <summary>Runs an import under a rule; false when it had fewer requests than the rule lets pass.</summary>
    private static async Task<bool> RunAsync(IDocumentStore store, string name, JsonObject rule)
    {
        var import = await ImportUnderFaults.StartAsync(store);
        await ProtocolServer.ResetStatsAsync();
        await ProtocolServer.FaultAsync(rule);
        try
        {
            await import.RunAsync();
        }
        finally
        {
            await ProtocolServer.ClearFaultsAsync();
        }

        var requests = (await ProtocolServer.StatsAsync()).GetProperty("requests").GetInt32();
        await import.AssertDoneAsync(name);
        return requests > rule["skip"]!.GetValue<int>();
    }
}
