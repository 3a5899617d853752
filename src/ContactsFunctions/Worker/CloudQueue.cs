using Azure.Core;
using Azure.Identity;
using Azure.Storage.Queues;
using ContactsFunctions.Core.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContactsFunctions.Worker;

/// <summary>The only place in the function app that names a queue: Azure Storage Queues, in the account of the host's own storage.</summary>
internal static class CloudQueue
{
    private const string Account = "AzureWebJobsStorage";

    /// <summary>
    /// Registers the queue of the account that the settings name, as the queue triggers read them: <c>AzureWebJobsStorage</c> with a
    /// connection string, else <c>AzureWebJobsStorage__queueServiceUri</c> or <c>__accountName</c> with a managed identity (<c>__clientId</c>).
    /// </summary>
    /// <exception cref="InvalidOperationException">None is set.</exception>
    public static IServiceCollection AddJobQueue(this IServiceCollection services, IConfiguration configuration)
    {
        var client = ClientOf(configuration);
        var isOurs = !string.IsNullOrWhiteSpace(configuration[Account]);
        return services.AddSingleton<IJobQueue>(_ => new StorageJobQueue(client, isOurs));
    }

    private static QueueClient ClientOf(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Account);
        if (!string.IsNullOrWhiteSpace(settings.Value))
        {
            return new QueueClient(settings.Value, IJobQueue.Name, StorageJobQueue.Options);
        }

        var service =
            settings["queueServiceUri"] is { Length: > 0 } uri ? new Uri(uri)
            : settings["accountName"] is { Length: > 0 } account ? new Uri($"https://{account}.queue.core.windows.net")
            : throw new InvalidOperationException("Set AzureWebJobsStorage__queueServiceUri to the queue address of the storage account, or AzureWebJobsStorage to a connection string.");
        return new QueueServiceClient(service, CredentialOf(settings["clientId"]), StorageJobQueue.Options).GetQueueClient(IJobQueue.Name);
    }

    private static TokenCredential CredentialOf(string? clientId) => string.IsNullOrWhiteSpace(clientId)
        ? new DefaultAzureCredential()
        : new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId));
}
