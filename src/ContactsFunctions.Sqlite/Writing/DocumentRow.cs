namespace ContactsFunctions.Sqlite.Writing;

/// <summary>What the writer needs to know of a row that is there, expired or not.</summary>
/// <param name="Live">Whether it has not expired.</param>
/// <param name="Indexed">Whether it has search and sort values.</param>
internal readonly record struct DocumentRow(long Key, string Commit, long Kind, bool Deleted, long? Expires, bool Live, bool Indexed);
