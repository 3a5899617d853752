using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite.Database;

namespace ContactsFunctions.Sqlite.Querying;

/// <summary>A reading connection: point reads, and the read transaction of a query.</summary>
internal sealed class ReadConnection(SqliteConnection connection, NameTables names) : IDisposable
{
    private readonly SqliteStatement read = connection.Statement("SELECT kind, commit_id, expires, body FROM document WHERE team = ?1 AND id = ?2");
    private readonly SqliteStatement begin = connection.Statement("BEGIN");
    private readonly SqliteStatement end = connection.Statement("COMMIT");

    public SqliteConnection Connection => connection;

    public NameTables Names => names;

    /// <summary>The document unless absent or expired at <paramref name="now"/> (Unix milliseconds).</summary>
    public StoredDocument? Read(long team, string id, long now)
    {
        read.Bind(1, team);
        read.BindText(2, id);
        try
        {
            if (!read.Step() || read.NullableInt64(2) <= now)
            {
                return null;
            }

            var commit = read.Text(1);
            return new StoredDocument(id, names.Kinds.NameOf(connection, read.Int64(0)), commit, commit, read.Bytes(3).ToArray());
        }
        finally
        {
            read.Reset();
        }
    }

    public void Begin() => begin.Run();

    /// <summary>Begins a read transaction; false, and none begun, when index rows wait to be written.</summary>
    public bool TryBeginIndexed()
    {
        begin.Run();
        var pending = connection.Statement("SELECT 1 FROM pending UNION ALL SELECT 1 FROM document WHERE key > (SELECT indexed_to FROM index_state) LIMIT 1");
        var waits = pending.Step();
        pending.Reset();
        if (waits)
        {
            end.Run();
        }

        return !waits;
    }

    public void End()
    {
        if (connection.InTransaction)
        {
            end.Run();
        }
    }

    public void Dispose() => connection.Dispose();
}
