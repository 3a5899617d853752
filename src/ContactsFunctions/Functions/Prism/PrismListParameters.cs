using ContactsFunctions.Core.Queries;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;

namespace ContactsFunctions.Functions.Prism;

/// <summary>The query string of Prism's list: its own parameters, and one equality filter for each other.</summary>
public static class PrismListParameters
{
    /// <summary>Rows of a page without <c>limit</c>.</summary>
    public const int DefaultLimit = 25;

    /// <summary>The most rows of a page; more asked for is capped.</summary>
    public const int MaxLimit = 50;

    private static readonly HashSet<string> Own = new(StringComparer.Ordinal) { "cursor", "limit", "sort", "select", "list_id", "include_total", "deleted", "q", "id" };

    /// <summary>The page asked for and the selected slugs, or the first parameter that cannot be read.</summary>
    public static (ContactPageRequest Query, IReadOnlyList<string> Select, ApiError? Error) Read(IQueryCollection query) => Read(query, DefaultLimit, MaxLimit);

    /// <summary>The same for an operation with limits and a parameter (<paramref name="other"/>, no filter) of its own.</summary>
    public static (ContactPageRequest Query, IReadOnlyList<string> Select, ApiError? Error) Read(IQueryCollection query, int defaultLimit, int maxLimit, string? other = null)
    {
        var parameters = new QueryParameters(query);
        var filters = parameters.All.Where(p => !Own.Contains(p.Key) && p.Key != other).Select(Condition (p) => new Condition.OneOf(p.Key, [.. p.Value.Select(v => v ?? "")])).ToList();
        var ids = parameters.List("id");
        var request = new ContactPageRequest(Math.Min(parameters.Number("limit", defaultLimit), maxLimit))
        {
            MaxLimit = maxLimit,
            Where = filters.Count == 0 ? null : new Condition.All(filters),
            Sort = [.. parameters.List("sort").Select(s => s.StartsWith('-') ? new SortBy(s[1..], true) : new SortBy(s, false))],
            Q = parameters.Text("q"),
            ListId = parameters.Uuid("list_id"),
            Ids = query.ContainsKey("id") ? [.. ids.Select(i => i.ToLowerInvariant())] : null,
            IncludeDeleted = parameters.Flag("deleted"),
            Cursor = parameters.Text("cursor"),
            IncludeTotal = parameters.Flag("include_total"),
        };
        return (request, parameters.List("select"), parameters.Error);
    }
}
