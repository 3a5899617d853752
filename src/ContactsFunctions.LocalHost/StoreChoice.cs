using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.LocalHost;

/// <summary>The only place in LocalHost that names an engine.</summary>
internal static class StoreChoice
{
    /// <summary>Opens the engine that <paramref name="options"/> name. The container calls it once, when the store is first needed, and disposes what it returns.</summary>
    /// <exception cref="StoreUnavailableException">The engine cannot be reached.</exception>
    public static IDocumentStore Open(LocalOptions options) => options.Store switch
    {
        StoreKind.Cosmos => throw new NotImplementedException("Wire the Cosmos DB engine here: options.CosmosConnection holds the connection string."),
        _ => throw new NotImplementedException("Wire SqliteDocumentStore here: options.Data is the folder, which exists and can be written."),
    };
}
