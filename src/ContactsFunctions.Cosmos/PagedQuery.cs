using System.Globalization;
using System.Text;
using ContactsFunctions.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace ContactsFunctions.Cosmos;

/// <summary>Runs the SQL of a page or a count inside one partition. A page is one request unless the service cuts it short.</summary>
internal sealed class PagedQuery(Container container)
{
    public async Task<IReadOnlyList<QueryRow>> PageAsync(string team, string? kind, DocumentQuery query, TimeLimit limit)
    {
        var rows = new List<QueryRow>();
        while (true)
        {
            // Behind a page cut short the next one starts by key: the SDK's own continuation of an ORDER BY would begin anew with a plan.
            var rest = query with { Limit = query.Limit - rows.Count, After = rows.Count == 0 ? query.After : rows[^1].Key };
            using var iterator = container.QueryPartition(QuerySql.Page(team, kind, rest), team, rest.Limit);
            var before = rows.Count;
            while (iterator.HasMoreResults && rows.Count == before)
            {
                rows.AddRange((await iterator.NextRowsAsync(limit)).Select(item => Row(item, query)));
            }

            if (rows.Count >= query.Limit || !iterator.HasMoreResults)
            {
                return rows;
            }
        }
    }

    public async Task<long> CountAsync(string team, string? kind, Filter? filter, bool includeDeleted, TimeLimit limit)
    {
        using var iterator = container.QueryPartition(QuerySql.Count(team, kind, filter, includeDeleted), team, -1);
        var count = 0L;
        while (iterator.HasMoreResults)
        {
            foreach (var part in await iterator.NextRowsAsync(limit))
            {
                count += (long)double.Parse(Encoding.UTF8.GetString(part.Span), CultureInfo.InvariantCulture);
            }
        }

        return count;
    }

    private static QueryRow Row(ReadOnlyMemory<byte> item, DocumentQuery query)
    {
        if (query.Keys is not { } slugs)
        {
            var document = StoredJsonReader.Document(item);
            return new QueryRow(document.Id, query.SortSlug is { } slug ? StoredJsonReader.TextAt(item, "sort", slug)! : document.Id, document, []);
        }

        var id = StoredJsonReader.TextAt(item, "id")!;
        var keys = slugs.Select((_, i) => StoredJsonReader.TextAt(item, QuerySql.KeyMember(i))).ToList();
        return new QueryRow(id, query.SortSlug is null ? id : StoredJsonReader.TextAt(item, QuerySql.OrderMember)!, null, keys);
    }
}
