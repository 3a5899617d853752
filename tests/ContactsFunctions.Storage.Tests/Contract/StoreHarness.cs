using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Storage.Tests.Contract;

/// <summary>One engine under the contract suite: a store, and a clock to move. A harness that cannot start skips the test.</summary>
public abstract class StoreHarness : IAsyncDisposable
{
    /// <summary>The store, once started.</summary>
    public abstract IDocumentStore Store { get; }

    /// <summary>Makes the store ready for one test.</summary>
    public abstract ValueTask StartAsync();

    /// <summary>Moves the engine's clock forward.</summary>
    public abstract ValueTask AdvanceAsync(TimeSpan time);

    /// <summary>Ends what <see cref="StartAsync"/> began.</summary>
    public abstract ValueTask DisposeAsync();
}
