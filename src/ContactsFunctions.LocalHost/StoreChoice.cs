using ContactsFunctions.Core.Storage;
using ContactsFunctions.Cosmos;
using ContactsFunctions.Sqlite;
using Microsoft.Azure.Cosmos;

namespace ContactsFunctions.LocalHost;

/// <summary>The only place in LocalHost that names an engine.</summary>
internal static class StoreChoice
{
    /// <summary>The file in the data folder.</summary>
    private const string FileName = "contacts.db";

    /// <summary>Opens the engine that <paramref name="options"/> name; the container disposes it. On Cosmos DB makes database and container.</summary>
    /// <exception cref="StoreUnavailableException">The engine cannot be reached.</exception>
    public static IDocumentStore Open(LocalOptions options) => options.Store switch
    {
        StoreKind.Cosmos => OpenCosmos(new CosmosStoreOptions { ConnectionString = options.CosmosConnection }),
        _ => new SqliteDocumentStore(new SqliteStoreOptions(Path.Combine(options.Data, FileName))),
    };

    private static CosmosDocumentStore OpenCosmos(CosmosStoreOptions options)
    {
        var client = CosmosClientFactory.Create(options);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        try
        {
            ContainerDefinition.EnsureCreatedAsync(client, options, limit.Token).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is CosmosException or HttpRequestException or OperationCanceledException)
        {
            throw new StoreUnavailableException($"Cosmos DB: {error.GetType().Name}", TimeSpan.FromSeconds(5), error);
        }

        return new CosmosDocumentStore(client.GetContainer(options.Database, options.Container), options, TimeProvider.System);
    }
}
