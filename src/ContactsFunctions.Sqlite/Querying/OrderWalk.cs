using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite.Database;

namespace ContactsFunctions.Sqlite.Querying;

/// <summary>Walks an index in the order asked for, until enough rows satisfy the filter.</summary>
internal sealed class OrderWalk(SqliteConnection connection, NameTables names, RowFilter rows)
{
    private const string Visible = "(?5 OR deleted = 0) AND (expires IS NULL OR expires > ?6)";

    private readonly FilterEvaluator? evaluator = rows.Filter is { } filter ? new FilterEvaluator(filter) : null;

    public List<Place> Page(DocumentQuery query, CancellationToken cancel)
    {
        List<Place> places = [];
        if (Open(query) is not { } statement)
        {
            return places;
        }

        while (places.Count < query.Limit && statement.Step())
        {
            cancel.ThrowIfCancellationRequested();
            var id = statement.Text(1);
            if (evaluator is null || evaluator.Matches(id, statement.Bytes(3)))
            {
                places.Add(new Place(statement.Int64(0), id, statement.Bytes(2).ToArray()));
            }
        }

        statement.Reset();
        return places;
    }

    /// <summary>How many rows satisfy the filter; all are read.</summary>
    public long Count(CancellationToken cancel)
    {
        var statement = Open(new DocumentQuery(int.MaxValue))!;
        var count = 0L;
        while (statement.Step())
        {
            cancel.ThrowIfCancellationRequested();
            count += evaluator is null || evaluator.Matches(statement.Text(1), statement.Bytes(3)) ? 1 : 0;
        }

        statement.Reset();
        return count;
    }

    private SqliteStatement? Open(DocumentQuery query)
    {
        var statement = connection.Statement(query.SortSlug is null ? ById(query.Descending) : BySortKey(query.Descending));
        statement.Bind(1, rows.Team);
        statement.Bind(2, rows.Kind);
        var (low, high) = query.Descending ? (query.Until, query.After) : (query.After, query.Until);
        if (low is null)
        {
            statement.Bind(3, double.NegativeInfinity);
        }
        else
        {
            statement.BindText(3, low);
        }

        if (high is null)
        {
            statement.BindBlob(4, ReadOnlySpan<byte>.Empty);
        }
        else
        {
            statement.BindText(4, high);
        }

        statement.Bind(5, rows.IncludeDeleted ? 1L : 0L);
        statement.Bind(6, rows.Now);
        if (query.SortSlug is not null)
        {
            if (names.Properties.Find(connection, query.SortSlug) is not { } property)
            {
                return null;
            }

            statement.Bind(7, property);
        }

        return statement;
    }

    private string ById(bool descending) =>
        $"""
        SELECT key, id, id{(evaluator is null ? "" : ", search")}
        FROM document {(rows.Kind is null ? "INDEXED BY document_id" : "INDEXED BY document_kind")}
        WHERE team = ?1 AND {(rows.Kind is null ? "?2 IS NULL" : "kind = ?2")} AND id > ?3 AND id < ?4 AND {Visible}
        ORDER BY id{(descending ? " DESC" : "")}
        """;

    private string BySortKey(bool descending) =>
        $"""
        SELECT d.key, d.id, s.value{(evaluator is null ? "" : ", d.search")}
        FROM sort_index s CROSS JOIN document d ON d.key = s.document
        WHERE s.team = ?1 AND s.property = ?7 AND s.value > ?3 AND s.value < ?4 AND (?2 IS NULL OR d.kind = ?2) AND {Visible}
        ORDER BY s.value{(descending ? " DESC" : "")}
        """;
}
