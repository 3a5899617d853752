using System.Globalization;
using ContactsFunctions.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace ContactsFunctions.Cosmos;

/// <summary>The SQL of a page and of a count.</summary>
internal static class QuerySql
{
    /// <summary>The member of a row of keys that holds its place in the order; rows in order of id have none.</summary>
    public const string OrderMember = "o";

    /// <summary>At most <see cref="DocumentQuery.Limit"/> rows in the query's order; the order is one path, so one range index serves it.</summary>
    public static QueryDefinition Page(string team, string? kind, DocumentQuery query)
    {
        var sql = new SqlText();
        var order = query.SortSlug is { } slug ? SqlText.SlugPath("sort", slug) : "c.id";
        sql.Add("SELECT TOP ").Add(query.Limit.ToString(CultureInfo.InvariantCulture)).Add(query.Keys is { } keys ? Columns(query.SortSlug is null ? null : order, keys) : " *");
        Where(sql, team, kind, query.Filter, query.IncludeDeleted);
        if (query.After is { } after)
        {
            sql.Add($" AND {order} {(query.Descending ? "<" : ">")} {sql.Parameter(after)}");
        }

        if (query.Until is { } until)
        {
            sql.Add($" AND {order} {(query.Descending ? ">" : "<")} {sql.Parameter(until)}");
        }

        if (query is { SortSlug: not null, After: null, Until: null })
        {
            sql.Add($" AND IS_DEFINED({order})");
        }

        sql.Add($" ORDER BY {order}{(query.Descending ? " DESC" : " ASC")}");
        return sql.ToDefinition();
    }

    /// <summary>One number.</summary>
    public static QueryDefinition Count(string team, string? kind, Filter? filter, bool includeDeleted)
    {
        var sql = new SqlText().Add("SELECT VALUE COUNT(1)");
        Where(sql, team, kind, filter, includeDeleted);
        return sql.ToDefinition();
    }

    private static string Columns(string? order, IReadOnlyList<string> keys) =>
        " c.id" + (order is null ? "" : $", {order} AS {OrderMember}") + string.Concat(keys.Select((k, i) => $", {SqlText.SlugPath("sort", k)} AS {KeyMember(i)}"));

    /// <summary>The member of a row of keys that holds the <paramref name="index"/>th key.</summary>
    public static string KeyMember(int index) => "k" + index.ToString(CultureInfo.InvariantCulture);

    private static void Where(SqlText sql, string team, string? kind, Filter? filter, bool includeDeleted)
    {
        sql.Add($" FROM c WHERE c.teamId = {sql.Parameter(team)}");
        if (kind is not null)
        {
            sql.Add($" AND c.kind = {sql.Parameter(kind)}");
        }

        if (!includeDeleted)
        {
            sql.Add(" AND NOT (IS_DEFINED(c.deletedAt))");
        }

        if (filter is not null)
        {
            sql.Add(" AND ");
            new FilterSql(sql).Append(filter);
        }
    }
}
