namespace ContactsFunctions.Sqlite.Database;

/// <summary>
/// The tables, and the steps from one version of them to the next (<c>user_version</c>). Columns without a type keep values as they are
/// bound: numbers before texts before blobs, texts by their UTF-8 bytes.
/// </summary>
internal static class Schema
{
    /// <summary>Each brings the file from the version that is its place to the next.</summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE team (key INTEGER PRIMARY KEY, name UNIQUE);
        CREATE TABLE kind (key INTEGER PRIMARY KEY, name UNIQUE);
        CREATE TABLE property (key INTEGER PRIMARY KEY, name UNIQUE);

        -- expires: Unix milliseconds. search, sort: the JSON of DocumentIndex (IndexJson), before the body so that reading them never touches it.
        CREATE TABLE document (
            key INTEGER PRIMARY KEY, team, kind, id, commit_id, expires, deleted, sort, search, body);
        CREATE UNIQUE INDEX document_id ON document (team, id);
        CREATE INDEX document_kind ON document (team, kind, id, deleted, expires);
        CREATE INDEX document_expires ON document (expires) WHERE expires IS NOT NULL;

        CREATE TABLE search_index (team, property, value, document, PRIMARY KEY (team, property, value, document)) WITHOUT ROWID;
        CREATE TABLE sort_index (team, property, value, document, PRIMARY KEY (team, property, value, document)) WITHOUT ROWID;

        -- Documents with a larger key have no index rows yet.
        CREATE TABLE index_state (indexed_to);
        INSERT INTO index_state VALUES (0);

        -- Of the other documents, those whose index rows are still of the search and sort given here (NULL: none).
        CREATE TABLE pending (document INTEGER PRIMARY KEY, team, id, sort, search);
        """,
        """
        -- visible_at: Unix milliseconds; a lease is a time in the future. receipt: of the last receive or renewal, NULL before the first.
        CREATE TABLE message (key INTEGER PRIMARY KEY, queue, visible_at, dequeue_count, receipt, text);
        CREATE INDEX message_visible ON message (queue, visible_at);
        """,
    ];

    /// <summary>Brings the file to the newest version; two processes may do so at once.</summary>
    /// <exception cref="InvalidOperationException">A newer program has written the file.</exception>
    public static void Migrate(SqliteConnection connection)
    {
        if (Version(connection) == Steps.Length)
        {
            return;
        }

        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            var version = Version(connection);
            if (version > Steps.Length)
            {
                throw new InvalidOperationException($"The data file has version {version}; this program knows version {Steps.Length}.");
            }

            foreach (var step in Steps.Skip(version))
            {
                connection.Execute(step);
            }

            connection.Execute($"PRAGMA user_version={Steps.Length}");
            connection.Execute("COMMIT");
        }
        finally
        {
            connection.RollBack();
        }
    }

    private static int Version(SqliteConnection connection)
    {
        var statement = connection.Statement("PRAGMA user_version");
        statement.Step();
        var version = (int)statement.Int64(0);
        statement.Reset();
        return version;
    }
}
