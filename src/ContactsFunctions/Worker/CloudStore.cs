using ContactsFunctions.Core.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContactsFunctions.Worker;

/// <summary>The only place in the function app that names an engine: Azure Cosmos DB.</summary>
internal static class CloudStore
{
    /// <summary>Registers the store of the account that the settings name. Database and container are bicep's.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(_ => Open(configuration));

    private static IDocumentStore Open(IConfiguration configuration) =>
        throw new NotImplementedException("Wire the Cosmos DB engine here, by managed identity or CONTACTS_COSMOS_CONNECTION.");
}
