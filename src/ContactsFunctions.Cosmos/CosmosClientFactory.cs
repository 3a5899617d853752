using Azure.Core;
using Azure.Identity;
using Microsoft.Azure.Cosmos;

namespace ContactsFunctions.Cosmos;

/// <summary>Makes the one <see cref="CosmosClient"/> of a process.</summary>
public static class CosmosClientFactory
{
    /// <summary>A client for <paramref name="options"/>. It sends nothing before its first use.</summary>
    /// <exception cref="ArgumentException">Neither a connection string nor an endpoint is given.</exception>
    public static CosmosClient Create(CosmosStoreOptions options)
    {
        // Query plans are made in the process; otherwise counts and read-manys fetch one from the gateway on every call.
        Environment.SetEnvironmentVariable("AZURE_COSMOS_USE_QUERY_PLAN_INTEROP_LINUX", "true");
        if (options.ConnectionString is { } connection)
        {
            // From SDK 3.62 on the thin client looks for port 10250, which emulators do not have.
            Environment.SetEnvironmentVariable("AZURE_COSMOS_THIN_CLIENT_ENABLED", "false");
            return new CosmosClient(connection, ClientOptions(options, ConnectionMode.Gateway));
        }

        return options.Endpoint is { } endpoint
            ? new CosmosClient(endpoint.AbsoluteUri, Credential(options), ClientOptions(options, ConnectionMode.Direct))
            : throw new ArgumentException("Give a connection string or an endpoint of Cosmos DB.", nameof(options));
    }

    internal static CosmosClientOptions ClientOptions(CosmosStoreOptions options, ConnectionMode mode)
    {
        var result = new CosmosClientOptions
        {
            ApplicationName = "ContactsFunctions",
            ConnectionMode = mode,
            EnableContentResponseOnWrite = false,
            MaxRetryAttemptsOnRateLimitedRequests = 30,
            MaxRetryWaitTimeOnRateLimitedRequests = options.ThrottleLimit,
            CustomHandlers = { new RequestChargeHandler() },
        };
        if (mode == ConnectionMode.Gateway)
        {
            result.LimitToEndpoint = true;
        }

        return result;
    }

    private static TokenCredential Credential(CosmosStoreOptions options) => options.ManagedIdentityClientId is { } id
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id))
        : new DefaultAzureCredential();
}
