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
    private readonly List<IndexRow> searchBefore = [];
    private readonly List<IndexRow> searchAfter = [];
    private readonly List<IndexRow> sortBefore = [];
    private readonly List<IndexRow> sortAfter = [];

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
            SELECT p.document, p.team, p.id, p.sort, p.search, d.team, d.id, d.sort, d.search
            FROM pending p LEFT JOIN document d ON d.key = p.document ORDER BY p.document LIMIT ?1
            """);
        statement.Bind(1, limit);
        var (documents, document) = (0, 0L);
        for (; statement.Step(); documents++)
        {
            document = statement.Int64(0);
            searchBefore.Clear();
            searchAfter.Clear();
            sortBefore.Clear();
            sortAfter.Clear();
            Read(statement, 1, document, searchBefore, sortBefore);
            Read(statement, 5, document, searchAfter, sortAfter);
            Compare(searchBefore, searchAfter, searchRemoved, searchAdded);
            Compare(sortBefore, sortAfter, sortRemoved, sortAdded);
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
        var statement = writer.Statement("SELECT key, team, id, sort, search FROM document WHERE key > ?1 ORDER BY key");
        statement.Bind(1, pending.IndexedTo);
        var (documents, document) = (0, pending.IndexedTo);
        while (documents < limit && statement.Step())
        {
            document = statement.Int64(0);
            documents += Read(statement, 1, document, searchAdded, sortAdded) ? 1 : 0;
        }

        statement.Reset();
        if (document != pending.IndexedTo)
        {
            pending.IndexedTo = document;
        }

        return documents;
    }

    private static void Compare(List<IndexRow> before, List<IndexRow> after, List<IndexRow> removed, List<IndexRow> added)
    {
        before.Sort();
        after.Sort();
        removed.AddRange(before.Where(row => after.BinarySearch(row) < 0));
        added.AddRange(after.Where(row => before.BinarySearch(row) < 0));
    }

    /// <summary>Appends the index rows of the team, id, sort and search that begin at a column; false when there are none.</summary>
    private bool Read(SqliteStatement row, int column, long document, List<IndexRow> search, List<IndexRow> sort)
    {
        if (row.IsNull(column + 3))
        {
            return false;
        }

        var team = row.Int64(column);
        IndexRowReader.ReadSort(row.Bytes(column + 2), row.Bytes(column + 1), team, document, names.Properties, writer, sort);
        IndexRowReader.ReadSearch(row.Bytes(column + 3).ToArray(), team, document, names.Properties, writer, search);
        return true;
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
