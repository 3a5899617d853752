using ContactsFunctions.Core.Storage;
using ContactsFunctions.Storage.Tests.Contract;

namespace ContactsFunctions.Storage.Tests.Cosmos;

/// <summary>Cosmos DB under the contract suite; skipped without a connection.</summary>
public sealed class CosmosHarness : StoreHarness
{
    private readonly MovedClock clock = new();
    private IDocumentStore? store;

    public override IDocumentStore Store => store!;

    public override async ValueTask StartAsync() => store = await CosmosUnderTest.StoreAsync(null, clock);

    public override async ValueTask AdvanceAsync(TimeSpan time)
    {
        await ProtocolServer.AdvanceClockAsync(time);
        clock.Ahead += time;
    }

    public override ValueTask DisposeAsync() => default;

    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
