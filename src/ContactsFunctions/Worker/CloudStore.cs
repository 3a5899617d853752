using ContactsFunctions.Core.Storage;
using ContactsFunctions.Cosmos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContactsFunctions.Worker;

/// <summary>The only place in the function app that names an engine: Azure Cosmos DB.</summary>
internal static class CloudStore
{
    /// <summary>
    /// Registers the store of the account that the settings name: <c>CONTACTS_COSMOS_CONNECTION</c> for emulators, else
    /// <c>Contacts:Cosmos:Endpoint</c> with a managed identity (<c>Contacts:Cosmos:ClientId</c>). Database and container are bicep's.
    /// </summary>
    /// <exception cref="InvalidOperationException">Neither is set.</exception>
    public static IServiceCollection AddStore(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = configuration["CONTACTS_COSMOS_CONNECTION"];
        var endpoint = configuration["Contacts:Cosmos:Endpoint"];
        if (string.IsNullOrWhiteSpace(connection) && string.IsNullOrWhiteSpace(endpoint))
        {
            throw new InvalidOperationException("Set Contacts__Cosmos__Endpoint to the address of the Cosmos DB account, or CONTACTS_COSMOS_CONNECTION for an emulator.");
        }

        var options = new CosmosStoreOptions
        {
            ConnectionString = string.IsNullOrWhiteSpace(connection) ? null : connection,
            Endpoint = string.IsNullOrWhiteSpace(endpoint) ? null : new Uri(endpoint),
            ManagedIdentityClientId = configuration["Contacts:Cosmos:ClientId"],
        };
        return services
            .AddSingleton(_ => CosmosClientFactory.Create(options))
            .AddSingleton<IDocumentStore>(provider => new CosmosDocumentStore(
                provider.GetRequiredService<Microsoft.Azure.Cosmos.CosmosClient>().GetContainer(options.Database, options.Container), options, provider.GetRequiredService<TimeProvider>()));
    }
}
