using ContactsFunctions.Storage.Tests.Cosmos;
using ContactsFunctions.Storage.Tests.Sqlite;

namespace ContactsFunctions.Storage.Tests.Meaning;

public sealed class SqliteDomainMeaning() : DomainMeaningContract<SqliteHarness>(contacts: 500, queries: 1_000);

/// <summary>Fewer, because every page is a request or more over HTTP.</summary>
public sealed class CosmosDomainMeaning() : DomainMeaningContract<CosmosHarness>(contacts: 200, queries: 150);
