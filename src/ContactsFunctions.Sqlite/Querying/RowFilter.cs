using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Sqlite.Querying;

/// <summary>Which rows a query is about, apart from their order.</summary>
/// <param name="Kind">The kind's key; null for all.</param>
/// <param name="Now">Unix milliseconds: what expires by then is left out.</param>
internal sealed record RowFilter(long Team, long? Kind, Filter? Filter, bool IncludeDeleted, long Now);
