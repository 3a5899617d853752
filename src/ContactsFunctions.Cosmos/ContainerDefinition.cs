using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace ContactsFunctions.Cosmos;

/// <summary>The container as <c>index-policy.json</c> defines it, which bicep reads too.</summary>
public static class ContainerDefinition
{
    /// <summary>The path of the partition key.</summary>
    public const string PartitionKeyPath = "/teamId";

    /// <summary>
    /// Creates database and container where they are missing. For emulators and key access only: data-plane roles cannot do this, and
    /// in an account bicep owns both.
    /// </summary>
    /// <exception cref="CosmosException">The service refuses, or does not answer.</exception>
    public static async Task EnsureCreatedAsync(CosmosClient client, CosmosStoreOptions options, CancellationToken cancel)
    {
        Database database = await client.CreateDatabaseIfNotExistsAsync(options.Database, cancellationToken: cancel);
        await database.CreateContainerIfNotExistsAsync(Properties(options.Container), cancellationToken: cancel);
    }

    internal static ContainerProperties Properties(string name)
    {
        using var policy = JsonDocument.Parse(ReadIndexPolicy());
        var properties = new ContainerProperties(name, PartitionKeyPath)
        {
            // Nothing expires by default, but documents may carry a ttl of their own.
            DefaultTimeToLive = -1,
        };
        foreach (var path in Paths(policy, "includedPaths"))
        {
            properties.IndexingPolicy.IncludedPaths.Add(new IncludedPath { Path = path });
        }

        foreach (var path in Paths(policy, "excludedPaths"))
        {
            properties.IndexingPolicy.ExcludedPaths.Add(new ExcludedPath { Path = path });
        }

        return properties;
    }

    internal static Stream ReadIndexPolicy() => typeof(ContainerDefinition).Assembly.GetManifestResourceStream("index-policy.json")!;

    private static IEnumerable<string> Paths(JsonDocument policy, string member) =>
        policy.RootElement.GetProperty(member).EnumerateArray().Select(p => p.GetProperty("path").GetString()!);
}
