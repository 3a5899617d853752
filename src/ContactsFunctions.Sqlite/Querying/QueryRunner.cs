using System.Text;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite.Database;
using ContactsFunctions.Sqlite.Indexing;

namespace ContactsFunctions.Sqlite.Querying;

/// <summary>
/// Runs a query inside a read transaction. A filter that few index rows answer is answered from them and sorted in memory; otherwise many
/// documents match, and walking the order's index soon fills a page. Either costs the same however many documents there are.
/// </summary>
internal sealed class QueryRunner(SqliteConnection connection, NameTables names)
{
    private const int MostCandidates = 5_000;

    public static bool ReadsIndex(DocumentQuery query) =>
        query.SortSlug is not null || (query.Filter is { } filter && CandidateFinder.ReadsIndex(filter));

    public IReadOnlyList<QueryRow> Query(RowFilter rows, DocumentQuery query, CancellationToken cancel)
    {
        var candidates = Candidates(rows, MostCandidates);
        var places = candidates is null
            ? new OrderWalk(connection, names, rows).Page(query, cancel)
            : new CandidateScan(connection, rows).Page(candidates, query, cancel);
        var page = new QueryRow[places.Count];
        var slugs = query.Keys?.Select(Encoding.UTF8.GetBytes).ToArray();
        for (var i = 0; i < page.Length; i++)
        {
            var key = Encoding.UTF8.GetString(places[i].Key);
            page[i] = slugs is null
                ? new QueryRow(places[i].Id, key, Document(places[i]), [])
                : new QueryRow(places[i].Id, key, null, SortKeys(places[i], slugs));
        }

        return page;
    }

    public long Count(RowFilter rows, CancellationToken cancel) => (rows.Filter, Candidates(rows, int.MaxValue - 1)) switch
    {
        (null, _) => CountAll(rows),
        (_, { } candidates) => new CandidateScan(connection, rows).Count(candidates, cancel),
        _ => new OrderWalk(connection, names, rows).Count(cancel),
    };

    private List<long>? Candidates(RowFilter rows, int limit) =>
        rows.Filter is { } filter && CandidateFinder.CanAnswer(filter) ? new CandidateFinder(connection, names, rows.Team).Find(filter, limit) : null;

    private long CountAll(RowFilter rows)
    {
        var statement = connection.Statement(
            $"""
            SELECT COUNT(*) FROM document INDEXED BY document_kind
            WHERE team = ?1 AND {(rows.Kind is null ? "?2 IS NULL" : "kind = ?2")} AND (?3 OR deleted = 0) AND (expires IS NULL OR expires > ?4)
            """);
        statement.Bind(1, rows.Team);
        statement.Bind(2, rows.Kind);
        statement.Bind(3, rows.IncludeDeleted ? 1L : 0L);
        statement.Bind(4, rows.Now);
        statement.Step();
        var count = statement.Int64(0);
        statement.Reset();
        return count;
    }

    private StoredDocument Document(Place place)
    {
        var statement = connection.Statement("SELECT kind, commit_id, body FROM document WHERE key = ?1");
        statement.Bind(1, place.Document);
        statement.Step();
        var commit = statement.Text(1);
        var document = new StoredDocument(place.Id, names.Kinds.NameOf(connection, statement.Int64(0)), commit, commit, statement.Bytes(2).ToArray());
        statement.Reset();
        return document;
    }

    private string?[] SortKeys(Place place, byte[][] slugs)
    {
        if (slugs.Length == 0)
        {
            return [];
        }

        var statement = connection.Statement("SELECT sort FROM document WHERE key = ?1");
        statement.Bind(1, place.Document);
        statement.Step();
        var id = Encoding.UTF8.GetBytes(place.Id);
        var keys = new string?[slugs.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = IndexJson.SortKey(statement.Bytes(0), slugs[i], id) is { } key ? Encoding.UTF8.GetString(key) : null;
        }

        statement.Reset();
        return keys;
    }
}
