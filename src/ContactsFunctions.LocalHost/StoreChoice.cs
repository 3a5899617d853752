using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Cosmos;
using ContactsFunctions.Sqlite;
using ContactsFunctions.Sqlite.Queue;
using Microsoft.Azure.Cosmos;

namespace ContactsFunctions.LocalHost;

/// <summary>The only place in LocalHost that names an engine.</summary>
internal static class StoreChoice
{
    /// <summary>The documents and the queues.</summary>
    private const string FileName = "contacts.db";

    /// <summary>The queues of jobs whose documents are in Cosmos DB: apart, or this process would take the messages of other jobs and drop them.</summary>
    private const string CosmosQueueFileName = "cosmos-queue.db";

    /// <summary>Registers the store and the queues that <paramref name="options"/> name; opened at first use, on Cosmos DB with the making of database and container.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services, LocalOptions options)
    {
        var onCosmos = options.Store == StoreKind.Cosmos;
        return services
            .AddSingleton(_ => new SqliteDatabase(new SqliteStoreOptions(Path.Combine(options.Data, onCosmos ? CosmosQueueFileName : FileName))))
            .AddSingleton<IDocumentStore>(provider => onCosmos
                ? OpenCosmos(new CosmosStoreOptions { ConnectionString = options.CosmosConnection })
                : new SqliteDocumentStore(provider.GetRequiredService<SqliteDatabase>()))
            .AddSingleton<SqliteQueues>()
            .AddSingleton<IJobQueue, SqliteJobQueue>();
    }

    /// <exception cref="StoreUnavailableException">The account or the emulator cannot be reached.</exception>
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
