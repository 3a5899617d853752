namespace ContactsFunctions.Cosmos;

/// <summary>Where the documents are and how long one operation may take.</summary>
public sealed record CosmosStoreOptions
{
    /// <summary>A connection string with a key: emulators and tests. Gateway mode, plain <c>http://</c> accepted. Wins over <see cref="Endpoint"/>.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The account's address, for access by identity. Direct mode.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The client id of a user-assigned managed identity; null leaves the choice to <c>DefaultAzureCredential</c>.</summary>
    public string? ManagedIdentityClientId { get; init; }

    /// <summary>The database's name.</summary>
    public string Database { get; init; } = "contacts";

    /// <summary>The container's name; partition key <c>/teamId</c>.</summary>
    public string Container { get; init; } = "documents";

    /// <summary>The longest that one store operation may take, retries included; a write that runs out of it gets half as long again to be settled.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest that one operation waits for a throttled (429) store before it is reported as unavailable; less than <see cref="TimeLimit"/>.</summary>
    public TimeSpan ThrottleLimit { get; init; } = TimeSpan.FromSeconds(3);
}
