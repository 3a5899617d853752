using ContactsFunctions.Sqlite.Database;

namespace ContactsFunctions.Sqlite.Writing;

/// <summary>
/// The writer's statements on what awaits its index rows: every document with a key above <see cref="IndexedTo"/>, for which nothing is
/// written, and those at or below it that have a note in <c>pending</c>.
/// </summary>
internal sealed class PendingTable(SqliteConnection connection)
{
    private long? indexedTo;

    /// <summary>The largest key that a document had when index rows were last written.</summary>
    public long IndexedTo
    {
        get => indexedTo ??= Number("SELECT indexed_to FROM index_state");
        set
        {
            var statement = connection.Statement("UPDATE index_state SET indexed_to = ?1");
            statement.Bind(1, value);
            statement.Run();
            indexedTo = value;
        }
    }

    /// <summary>A transaction begins: another process may have written.</summary>
    public void Begin() => indexedTo = null;

    /// <summary>Keeps what the index rows of a document are made from, before it changes; the first note since they were written stays.</summary>
    public void NoteChange(long key)
    {
        if (key > IndexedTo)
        {
            return;
        }

        var statement = connection.Statement(
            "INSERT OR IGNORE INTO pending (document, team, id, sort, search) SELECT key, team, id, sort, search FROM document WHERE key = ?1");
        statement.Bind(1, key);
        statement.Run();
    }

    /// <summary>
    /// Notes a new document under a key that a deleted one has left; a larger key needs no note. A note that is there stays: the rows of the
    /// deleted one must still go.
    /// </summary>
    public void NoteNew(long key, long team)
    {
        if (key > IndexedTo)
        {
            return;
        }

        var statement = connection.Statement("INSERT OR IGNORE INTO pending (document, team) VALUES (?1, ?2)");
        statement.Bind(1, key);
        statement.Bind(2, team);
        statement.Run();
    }

    /// <summary>Deletes the notes of documents up to this key.</summary>
    public void DeleteTo(long key)
    {
        var statement = connection.Statement("DELETE FROM pending WHERE document <= ?1");
        statement.Bind(1, key);
        statement.Run();
    }

    public int Count() =>
        (int)Number("SELECT (SELECT COUNT(*) FROM pending) + (SELECT COUNT(*) FROM document WHERE key > (SELECT indexed_to FROM index_state))");

    private long Number(string sql)
    {
        var statement = connection.Statement(sql);
        statement.Step();
        var number = statement.Int64(0);
        statement.Reset();
        return number;
    }
}
