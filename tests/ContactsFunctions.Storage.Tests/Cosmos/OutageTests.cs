using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Cosmos;

namespace ContactsFunctions.Storage.Tests.Cosmos;

/// <summary>A server that is down, slow, throttled for good, and back again.</summary>
[Collection(nameof(ServerAlone))]
public sealed class OutageTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(300);
    private readonly CancellationTokenSource ended = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_is_down_is_unavailable_within_the_time_limit()
    {
        using var client = CosmosClientFactory.Create(new CosmosStoreOptions { ConnectionString = "AccountEndpoint=http://127.0.0.1:1/;AccountKey=a2V5;" });
        var store = new CosmosDocumentStore(client.GetContainer("d", "c"), new CosmosStoreOptions { TimeLimit = Limit }, TimeProvider.System);
        var started = TimeProvider.System.GetTimestamp();

        await UnavailableAsync(store);

        // Seven operations of one limit each, two of them commits that get half as long again to be settled; the rest is for a busy machine.
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, Limit * 8 + TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_server_that_is_back_needs_no_restart()
    {
        var server = (await CosmosUnderTest.ClientAsync()).Endpoint;
        var port = FreePort();
        var options = CosmosUnderTest.Options with { TimeLimit = Limit, ConnectionString = CosmosUnderTest.Options.ConnectionString!.Replace(server.Authority, "127.0.0.1:" + port, StringComparison.Ordinal) };
        using var client = CosmosClientFactory.Create(options);
        var store = new CosmosDocumentStore(client.GetContainer(options.Database, options.Container), options, TimeProvider.System);

        await UnavailableAsync(store);
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _ = ForwardAsync(listener, server);

        StoredDocument? read = null;
        var commit = new Commit(Commit.NewId(), [new DocumentWrite.Upsert(new Document("a", "contact", "{}"u8.ToArray()))]);
        for (var i = 0; read is null && i < 20; i++)
        {
            try
            {
                Assert.True((await store.CommitAsync("t-outage", commit, Cancel)).IsCommitted);
                read = await store.ReadAsync("t-outage", "a", Cancel);
            }
            catch (StoreUnavailableException) when (i < 19)
            {
                // The SDK may be at the end of a pause between its own tries.
            }
        }

        Assert.Equal(commit.Id, read!.Commit);
    }

    [Fact]
    public async Task A_slow_answer_is_cut_off_and_what_it_wrote_is_found()
    {
        var store = await CosmosUnderTest.StoreAsync(CosmosUnderTest.Options with { TimeLimit = Limit });
        var team = "t-" + Guid.NewGuid().ToString("N");
        await ProtocolServer.FaultAsync(new JsonObject { ["operation"] = "create", ["delayMs"] = 60_000 });
        var document = new Document("a", "contact", "{}"u8.ToArray());

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.CommitAsync(team, new Commit(Commit.NewId(), [new DocumentWrite.Create(document)]), Cancel));
        Assert.True((await store.CommitAsync(team, new Commit(Commit.NewId(), [new DocumentWrite.Create(document)]), Cancel)).IsCommitted);
    }

    [Fact]
    public async Task Throttling_without_end_is_unavailable_with_the_services_advice()
    {
        var options = CosmosUnderTest.Options with { TimeLimit = TimeSpan.FromSeconds(4), ThrottleLimit = TimeSpan.FromMilliseconds(300) };
        await CosmosUnderTest.StoreAsync();
        using var client = CosmosClientFactory.Create(options);
        var store = new CosmosDocumentStore(client.GetContainer(options.Database, options.Container), options, TimeProvider.System);
        await store.CountAsync("t", null, null, false, Cancel);
        await ProtocolServer.FaultAsync(new JsonObject { ["status"] = 429, ["retryAfterMs"] = 120, ["times"] = -1 });
        try
        {
            var advice = new List<double>();
            foreach (var operation in Operations(store))
            {
                var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(operation);
                advice.Add(thrown.RetryAfter.TotalMilliseconds);
            }

            Assert.Equal([120, 120, 120, 120, 120, 120, 120], advice);
        }
        finally
        {
            await ProtocolServer.ClearFaultsAsync();
        }
    }

    public void Dispose()
    {
        ended.Cancel();
        ended.Dispose();
    }

    private static async Task UnavailableAsync(CosmosDocumentStore store)
    {
        foreach (var operation in Operations(store))
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(operation);
        }
    }

    private static IEnumerable<Func<Task>> Operations(CosmosDocumentStore store)
    {
        var document = new Document("a", "contact", "{}"u8.ToArray());
        yield return () => store.PingAsync(Cancel).AsTask();
        yield return () => store.ReadManyAsync("t", ["a", "b"], Cancel).AsTask();
        yield return () => store.QueryAsync("t", null, new DocumentQuery(5), Cancel).AsTask();
        yield return () => store.CountAsync("t", null, null, false, Cancel).AsTask();
        yield return () => store.IncrementAsync("t", "count:x", 1, null, Cancel).AsTask();
        yield return () => store.CommitAsync("t", new Commit(Commit.NewId(), [new DocumentWrite.Create(document)]), Cancel).AsTask();
        yield return () => store.CommitAsync("t", new Commit(Commit.NewId(), [new DocumentWrite.Create(document), new DocumentWrite.Delete("b")]), Cancel).AsTask();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Passes each connection on to the server.</summary>
    private async Task ForwardAsync(TcpListener listener, Uri server)
    {
        var token = ended.Token;
        while (!token.IsCancellationRequested)
        {
            var near = await listener.AcceptTcpClientAsync(token);
            var far = new TcpClient();
            await far.ConnectAsync(server.Host, server.Port, token);
            _ = near.GetStream().CopyToAsync(far.GetStream(), token);
            _ = far.GetStream().CopyToAsync(near.GetStream(), token);
        }
    }
}
