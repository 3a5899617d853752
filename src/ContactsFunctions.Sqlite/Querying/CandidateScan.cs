using System.Text;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite.Database;
using ContactsFunctions.Sqlite.Indexing;

namespace ContactsFunctions.Sqlite.Querying;

/// <summary>Reads the rows of candidates and keeps those that belong to the query.</summary>
internal sealed class CandidateScan(SqliteConnection connection, RowFilter rows)
{
    private readonly FilterEvaluator? evaluator = rows.Filter is { } filter && !CandidateFinder.IsExact(filter) ? new FilterEvaluator(filter) : null;

    /// <summary>How many of the candidates belong to it.</summary>
    public long Count(List<long> candidates, CancellationToken cancel)
    {
        var count = 0L;
        Visit(candidates, sorted: false, (_, _) => count++, cancel);
        return count;
    }

    /// <summary>Those between the query's bounds, in its order, as many as it wants.</summary>
    public List<Place> Page(List<long> candidates, DocumentQuery query, CancellationToken cancel)
    {
        List<Place> places = [];
        var slug = query.SortSlug is null ? null : Encoding.UTF8.GetBytes(query.SortSlug);
        var after = query.After is null ? null : Encoding.UTF8.GetBytes(query.After);
        var until = query.Until is null ? null : Encoding.UTF8.GetBytes(query.Until);
        var direction = query.Descending ? -1 : 1;
        Visit(candidates, slug is not null, (document, row) =>
        {
            var key = slug is null ? row.Bytes(0).ToArray() : IndexJson.SortKey(row.Bytes(5), slug, row.Bytes(0));
            if (key is not null && (after is null || Compare(key, after) > 0) && (until is null || Compare(key, until) < 0))
            {
                places.Add(new Place(document, row.Text(0), key));
            }
        }, cancel);
        places.Sort((a, b) => Compare(a.Key, b.Key));
        return places.Count > query.Limit ? places.GetRange(0, query.Limit) : places;

        int Compare(byte[] a, byte[] b) => direction * a.AsSpan().SequenceCompareTo(b);
    }

    private void Visit(List<long> candidates, bool sorted, Action<long, SqliteStatement> visit, CancellationToken cancel)
    {
        var statement = connection.Statement((evaluator is not null, sorted) switch
        {
            (true, true) => "SELECT id, kind, deleted, expires, search, sort FROM document WHERE key = ?1 AND team = ?2",
            (true, false) => "SELECT id, kind, deleted, expires, search FROM document WHERE key = ?1 AND team = ?2",
            (false, true) => "SELECT id, kind, deleted, expires, NULL, sort FROM document WHERE key = ?1 AND team = ?2",
            _ => "SELECT id, kind, deleted, expires FROM document WHERE key = ?1 AND team = ?2",
        });
        foreach (var document in candidates)
        {
            cancel.ThrowIfCancellationRequested();
            statement.Bind(1, document);
            statement.Bind(2, rows.Team);
            if (statement.Step()
                && (rows.Kind is null || statement.Int64(1) == rows.Kind)
                && (rows.IncludeDeleted || statement.Int64(2) == 0)
                && !(statement.NullableInt64(3) <= rows.Now)
                && (evaluator is null || evaluator.Matches(statement.Text(0), statement.Bytes(4))))
            {
                visit(document, statement);
            }

            statement.Reset();
        }
    }
}
