namespace ContactsFunctions.Storage.Tests.Cosmos;

/// <summary>Tests that set faults or count requests: no other test talks to the server meanwhile.</summary>
[CollectionDefinition(nameof(ServerAlone), DisableParallelization = true)]
public sealed class ServerAlone;
