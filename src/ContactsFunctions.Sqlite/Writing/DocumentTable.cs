using ContactsFunctions.Sqlite.Database;

namespace ContactsFunctions.Sqlite.Writing;

/// <summary>The writer's statements on <c>document</c>.</summary>
internal sealed class DocumentTable(SqliteConnection connection)
{
    public DocumentRow? Find(long team, string id, long now)
    {
        var statement = connection.Statement(
            "SELECT key, commit_id, kind, deleted, expires, search IS NOT NULL FROM document WHERE team = ?1 AND id = ?2");
        statement.Bind(1, team);
        statement.BindText(2, id);
        var row = statement.Step() ? Read(statement, now) : (DocumentRow?)null;
        statement.Reset();
        return row;
    }

    public List<DocumentRow> Expired(long now, int limit)
    {
        var statement = connection.Statement(
            "SELECT key, commit_id, kind, deleted, expires, search IS NOT NULL FROM document WHERE expires <= ?1 ORDER BY expires LIMIT ?2");
        statement.Bind(1, now);
        statement.Bind(2, limit);
        List<DocumentRow> rows = [];
        while (statement.Step())
        {
            rows.Add(Read(statement, now));
        }

        statement.Reset();
        return rows;
    }

    public byte[] Body(long key)
    {
        var statement = connection.Statement("SELECT body FROM document WHERE key = ?1");
        statement.Bind(1, key);
        statement.Step();
        var body = statement.Bytes(0).ToArray();
        statement.Reset();
        return body;
    }

    public long Insert(long team, long kind, string id, string commit, long? expires, bool deleted, byte[]? sort, byte[]? search, ReadOnlySpan<byte> body)
    {
        var statement = connection.Statement(
            "INSERT INTO document (commit_id, sort, search, body, expires, deleted, kind, team, id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
        BindContent(statement, commit, sort, search, body);
        statement.Bind(5, expires);
        statement.Bind(6, deleted ? 1L : 0L);
        statement.Bind(7, kind);
        statement.Bind(8, team);
        statement.BindText(9, id);
        statement.Run();
        return connection.LastInsertRowId;
    }

    public void Update(DocumentRow old, long kind, string commit, long? expires, bool deleted, byte[]? sort, byte[]? search, ReadOnlySpan<byte> body)
    {
        // SQLite rewrites the index entries of every column that is set, changed or not.
        var same = (old.Kind, old.Expires, old.Deleted) == (kind, expires, deleted);
        var statement = connection.Statement(same
            ? "UPDATE document SET commit_id = ?1, sort = ?2, search = ?3, body = ?4 WHERE key = ?5"
            : "UPDATE document SET commit_id = ?1, sort = ?2, search = ?3, body = ?4, expires = ?6, deleted = ?7, kind = ?8 WHERE key = ?5");
        BindContent(statement, commit, sort, search, body);
        statement.Bind(5, old.Key);
        if (!same)
        {
            statement.Bind(6, expires);
            statement.Bind(7, deleted ? 1L : 0L);
            statement.Bind(8, kind);
        }

        statement.Run();
    }

    public void Delete(long key)
    {
        var statement = connection.Statement("DELETE FROM document WHERE key = ?1");
        statement.Bind(1, key);
        statement.Run();
    }

    private static void BindContent(SqliteStatement statement, string commit, byte[]? sort, byte[]? search, ReadOnlySpan<byte> body)
    {
        statement.BindText(1, commit);
        statement.BindBlob(2, sort);
        statement.BindBlob(3, search);
        statement.BindBlob(4, body);
    }

    private static DocumentRow Read(SqliteStatement row, long now)
    {
        var expires = row.NullableInt64(4);
        return new DocumentRow(row.Int64(0), row.Text(1), row.Int64(2), row.Int64(3) != 0, expires, expires is null || expires > now, row.Int64(5) != 0);
    }
}
