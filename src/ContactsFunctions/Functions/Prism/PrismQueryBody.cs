using System.Text.Json;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Queries;
using ContactsFunctions.Core.Values;
using ContactsFunctions.Http;

namespace ContactsFunctions.Functions.Prism;

/// <summary>
/// Reads <c>{query: {select, filter, combinator, sort, limit, cursor, list_id, q}, id, cursor, deleted, include_total}</c>; the members of
/// <c>query</c> are also taken at the top, where those of <c>query</c> go before them.
/// </summary>
public sealed class PrismQueryBody(JsonElement root)
{
    private const int MaxDepth = 5;

    private readonly JsonElement query = PrismBody.Member(root, "query");
    private ApiError? error;

    /// <summary>The page asked for and the selected slugs, or the first thing that is wrong.</summary>
    public (ContactPageRequest Query, IReadOnlyList<string> Select, ApiError? Error) Read()
    {
        if (root.ValueKind != JsonValueKind.Object || query.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined))
        {
            return (new ContactPageRequest(1), [], ApiErrors.InvalidBody("A query is an object, and its 'query' is one."));
        }

        if (Get("page") is { ValueKind: JsonValueKind.Number } page && page.TryGetInt32(out var number) && number > 1)
        {
            return (new ContactPageRequest(1), [], new ApiError(400, "use_cursor", "Pages are not numbered here; send 'next_cursor' of the page before as 'cursor'."));
        }

        var request = new ContactPageRequest(Limit())
        {
            MaxLimit = PrismListParameters.MaxLimit,
            Where = Filter(),
            Sort = Sort(),
            Q = Text("q"),
            ListId = Uuid("list_id"),
            Ids = Ids(),
            IncludeDeleted = Flag("deleted"),
            Cursor = Text("cursor"),
            IncludeTotal = Flag("include_total"),
        };
        return (request, Texts("select"), error);
    }

    private JsonElement Get(string name) => PrismBody.Member(query, name) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } inner ? inner : PrismBody.Member(root, name);

    private int Limit()
    {
        var limit = Get("limit");
        if (limit.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return PrismListParameters.DefaultLimit;
        }

        return limit.ValueKind == JsonValueKind.Number && limit.TryGetInt32(out var number) && number is >= 1 and <= PrismListParameters.MaxLimit
            ? number
            : Fail("limit", $"takes a whole number of 1 to {PrismListParameters.MaxLimit}", 1);
    }

    private Condition? Filter()
    {
        var filter = Get("filter");
        var combinator = Text("combinator");
        if (combinator is not (null or "AND" or "OR" or "and" or "or"))
        {
            return Fail<Condition?>("combinator", "takes AND or OR", null);
        }

        if (filter.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return null;
        }

        var elements = Elements(filter, 1);
        return combinator is "OR" or "or" && elements.Count > 0 ? new Condition.AnyOf(elements) : new Condition.All(elements);
    }

    private List<Condition> Elements(JsonElement json, int depth)
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            return [Element(json, depth)];
        }

        return json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray().Select(e => Element(e, depth))] : Fail<List<Condition>>("filter", "takes a list of {slug: {operator: value}}", []);
    }

    private Condition Element(JsonElement json, int depth)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Fail("filter", "takes a list of {slug: {operator: value}}");
        }

        if (depth > MaxDepth + 1)
        {
            return Fail("filter", $"nests groups deeper than {MaxDepth}");
        }

        return new Condition.All([.. json.EnumerateObject().SelectMany(member => Member(member, depth))]);
    }

    private IEnumerable<Condition> Member(JsonProperty member, int depth)
    {
        switch (member.Name)
        {
            case "and": return [new Condition.All(Elements(member.Value, depth + 1))];
            case "or": return [new Condition.AnyOf(Elements(member.Value, depth + 1))];
            case "not": return [new Condition.Not(new Condition.All(Elements(member.Value, depth + 1)))];
        }

        if (member.Value.ValueKind != JsonValueKind.Object)
        {
            return [Fail("filter", $"takes {{\"{Shorten(member.Name)}\": {{operator: value}}}}")];
        }

        return member.Value.EnumerateObject().Select(Condition (o) => QueryOperators.Parse(o.Name) is { } known
            ? new Condition.Leaf(member.Name, known, PropertyInput.Of(o.Value))
            : FailOperator(o.Name)).ToList();
    }

    private Condition.All FailOperator(string name)
    {
        error ??= new ApiError(400, "invalid_operator", $"Invalid filter: there is no operator '{Shorten(name)}'; the operators: {QueryOperators.Names}");
        return new Condition.All([]);
    }

    private List<SortBy> Sort()
    {
        var sort = Get("sort");
        var keys = new List<SortBy>();
        if (sort.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return keys;
        }

        foreach (var entry in sort.ValueKind == JsonValueKind.Array ? sort.EnumerateArray().ToList() : [sort])
        {
            foreach (var key in entry.ValueKind == JsonValueKind.Object ? entry.EnumerateObject() : default)
            {
                var direction = PropertyInput.Of(key.Value).TryGetText(out var text) ? text : "";
                if (direction is not ("asc" or "desc" or "ASC" or "DESC"))
                {
                    return Fail("sort", "takes a list of {slug: \"asc\" or \"desc\"}", keys);
                }

                keys.Add(new SortBy(key.Name, direction is "desc" or "DESC"));
            }

            if (entry.ValueKind != JsonValueKind.Object)
            {
                return Fail("sort", "takes a list of {slug: \"asc\" or \"desc\"}", keys);
            }
        }

        return keys;
    }

    private IReadOnlyList<string>? Ids()
    {
        var id = Get("id");
        return id.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : [.. Texts("id").Select(i => i.ToLowerInvariant())];
    }

    private List<string> Texts(string name)
    {
        var value = Get(name);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return [];
        }

        var texts = new List<string>();
        foreach (var element in PropertyInput.Of(value).Elements)
        {
            if (!element.TryGetText(out var text))
            {
                return Fail(name, "takes a string or a list of strings", texts);
            }

            texts.Add(text);
        }

        return texts;
    }

    private string? Text(string name)
    {
        var value = Get(name);
        return value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null
            : PropertyInput.Of(value).TryGetText(out var text) && TextFold.IsWellFormed(text) ? text
            : Fail<string?>(name, "takes a string", null);
    }

    private string? Uuid(string name) => Text(name) is not { } text ? null : Guid.TryParseExact(text, "D", out var id) ? id.ToString() : Fail<string?>(name, "takes a UUID", null);

    private bool Flag(string name) => Get(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Undefined or JsonValueKind.Null => false,
        _ => Fail(name, "takes true or false", false),
    };

    private Condition.All Fail(string name, string why) => Fail(name, why, new Condition.All([]));

    private T Fail<T>(string name, string why, T otherwise)
    {
        error ??= name == "filter" ? new ApiError(400, "invalid_filter", $"'{name}' {why}.") : ApiErrors.InvalidParameter(name, why);
        return otherwise;
    }

    private static string Shorten(string name) => name.Length <= 63 ? name : name[..63] + "…";
}
