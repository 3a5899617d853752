namespace ContactsFunctions.Sqlite.Querying;

/// <summary>A document of a page and its place in the order (UTF-8 of the sort key or the id).</summary>
internal readonly record struct Place(long Document, string Id, byte[] Key);
