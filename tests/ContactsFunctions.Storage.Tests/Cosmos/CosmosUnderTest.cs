using ContactsFunctions.Cosmos;
using ContactsFunctions.Storage.Tests.Cosmos;
using Microsoft.Azure.Cosmos;

[assembly: AssemblyFixture(typeof(CosmosUnderTest.Cleanup))]

namespace ContactsFunctions.Storage.Tests.Cosmos;

/// <summary>The account that CONTACTS_COSMOS_CONNECTION names, with a database of this run's own.</summary>
internal static class CosmosUnderTest
{
    private static readonly string? Connection = Environment.GetEnvironmentVariable("CONTACTS_COSMOS_CONNECTION") is { Length: > 0 } value ? value : null;
    private static readonly Lazy<Task<CosmosClient>> Started = new(StartAsync);

    public static CosmosStoreOptions Options { get; } = new() { ConnectionString = Connection, Database = "test-" + Guid.NewGuid().ToString("N") };

    /// <summary>The client, database and container being there; without a connection string the test is skipped.</summary>
    public static Task<CosmosClient> ClientAsync()
    {
        Assert.SkipWhen(Connection is null, "CONTACTS_COSMOS_CONNECTION holds no connection string of Cosmos DB.");
        return Started.Value;
    }

    public static async Task<CosmosDocumentStore> StoreAsync(CosmosStoreOptions? options = null, TimeProvider? time = null) =>
        new((await ClientAsync()).GetContainer(Options.Database, Options.Container), options ?? Options, time ?? TimeProvider.System);

    private static async Task<CosmosClient> StartAsync()
    {
        var client = CosmosClientFactory.Create(Options);
        await ContainerDefinition.EnsureCreatedAsync(client, Options, CancellationToken.None);
        return client;
    }

    /// <summary>Deletes the run's database after the last test.</summary>
    public sealed class Cleanup : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (Started.IsValueCreated)
            {
                using var client = await Started.Value;
                await client.GetDatabase(Options.Database).DeleteStreamAsync();
            }
        }
    }
}
