using System.Runtime.InteropServices;
using ContactsFunctions.Sqlite.Database;
using ContactsFunctions.Sqlite.Writing;

namespace ContactsFunctions.Sqlite.Indexing;

/// <summary>
/// Brings the index rows up to the documents. A commit only notes which documents it touched; their rows are written later, many documents
/// at once and in the order of the tables, which costs a fraction of some 35 scattered pages per commit. No query that needs them runs before.
/// </summary>
internal sealed class IndexWriter(SqliteConnection writer, NameTables names, PendingTable pending)
{
    private readonly List<IndexRow> searchRemoved = [];
    private readonly List<IndexRow> searchAdded = [];
    private readonly List<IndexRow> sortRemoved = [];
    private readonly List<IndexRow> sortAdded = [];
    private readonly List<IndexRow> before = [];
    private readonly List<IndexRow> after = [];

    /// <summary>Writes what is pending, for up to <paramref name="limit"/> documents, inside the writer's transaction. Returns for how many.</summary>
    public int WritePending(int limit)
    {
        searchRemoved.Clear();
        searchAdded.Clear();
        sortRemoved.Clear();
        sortAdded.Clear();
        var documents = CollectNoted(limit);
        documents += CollectNew(limit - documents);
        Write("DELETE FROM search_index WHERE team = ?1 AND property = ?2 AND value = ?3 AND document = ?4", searchRemoved);
        Write("DELETE FROM sort_index WHERE team = ?1 AND property = ?2 AND value = ?3 AND document = ?4", sortRemoved);
        Write("INSERT OR IGNORE INTO search_index (team, property, value, document) VALUES (?1, ?2, ?3, ?4)", searchAdded);
        Write("INSERT OR IGNORE INTO sort_index (team, property, value, document) VALUES (?1, ?2, ?3, ?4)", sortAdded);
        return documents;
    }

    private int CollectNoted(int limit)
    {
        var statement = writer.Statement(
            """
            SELECT p.document, p.team, p.search, p.sort, d.team, d.search, d.sort
            FROM pending p LEFT JOIN document d ON d.key = p.document ORDER BY p.document LIMIT ?1
            """);
        statement.Bind(1, limit);
        var (documents, document) = (0, 0L);
        for (; statement.Step(); documents++)
        {
            document = statement.Int64(0);
            Compare(document, statement.Int64(1), statement.NullableBytes(2), statement.Int64(4), statement.NullableBytes(5), searchRemoved, searchAdded);
            Compare(document, statement.Int64(1), statement.NullableBytes(3), statement.Int64(4), statement.NullableBytes(6), sortRemoved, sortAdded);
        }

        statement.Reset();
        if (documents > 0)
        {
            pending.DeleteTo(document);
        }

        return documents;
    }

    private int CollectNew(int limit)
    {
        var statement = writer.Statement("SELECT key, team, search, sort FROM document WHERE key > ?1 ORDER BY key");
        statement.Bind(1, pending.IndexedTo);
        var (documents, document) = (0, pending.IndexedTo);
        while (documents < limit && statement.Step())
        {
            document = statement.Int64(0);
            if (statement.NullableBytes(2) is { } search)
            {
                documents++;
                Read(search, statement.Int64(1), document, searchAdded);
                Read(statement.NullableBytes(3), statement.Int64(1), document, sortAdded);
            }
        }

        statement.Reset();
        if (document != pending.IndexedTo)
        {
            pending.IndexedTo = document;
        }

        return documents;
    }

    // The teams differ when a key was freed by one team's delete and taken by another team's document.
    private void Compare(long document, long oldTeam, byte[]? oldJson, long newTeam, byte[]? newJson, List<IndexRow> removed, List<IndexRow> added)
    {
        if (oldJson is null)
        {
            Read(newJson, newTeam, document, added);
            return;
        }

        before.Clear();
        after.Clear();
        Read(oldJson, oldTeam, document, before);
        Read(newJson, newTeam, document, after);
        before.Sort();
        after.Sort();
        removed.AddRange(before.Where(row => after.BinarySearch(row) < 0));
        added.AddRange(after.Where(row => before.BinarySearch(row) < 0));
    }

    private void Read(byte[]? json, long team, long document, List<IndexRow> rows)
    {
        if (json is not null)
        {
            IndexRowReader.Read(json, team, document, names.Properties, writer, rows);
        }
    }

    private void Write(string sql, List<IndexRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        rows.Sort();
        var statement = writer.Statement(sql);
        var (team, property) = (0L, 0L);
        foreach (ref readonly var row in CollectionsMarshal.AsSpan(rows))
        {
            if (row.Team != team || row.Property != property)
            {
                statement.Bind(1, team = row.Team);
                statement.Bind(2, property = row.Property);
            }

            row.Value.Bind(statement, 3);
            statement.Bind(4, row.Document);
            statement.Run();
        }
    }
}
