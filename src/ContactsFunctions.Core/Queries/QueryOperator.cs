namespace ContactsFunctions.Core.Queries;

/// <summary>What a condition compares by. The negative ones are exact complements, so they include contacts without a value.</summary>
public enum QueryOperator
{
#pragma warning disable CS1591 // Each is what its wire name says; the meaning is in docs/api.md.
    Equal,
    NotEqual,
    Less,
    Greater,
    LessOrEqual,
    GreaterOrEqual,
    Contains,
    NotContains,
    BeginsWith,
    EndsWith,
    Exists,
    NotExists,
    IsNull,
    IsNotNull,
    Between,
    In,
    NotIn,
#pragma warning restore CS1591
}

/// <summary>Wire names of operators.</summary>
public static class QueryOperators
{
    private static readonly Dictionary<string, QueryOperator> ByName = new(StringComparer.Ordinal)
    {
        ["="] = QueryOperator.Equal,
        ["!="] = QueryOperator.NotEqual,
        ["<"] = QueryOperator.Less,
        [">"] = QueryOperator.Greater,
        ["<="] = QueryOperator.LessOrEqual,
        [">="] = QueryOperator.GreaterOrEqual,
        ["contains"] = QueryOperator.Contains,
        ["not_contains"] = QueryOperator.NotContains,
        ["begins_with"] = QueryOperator.BeginsWith,
        ["ends_with"] = QueryOperator.EndsWith,
        ["exists"] = QueryOperator.Exists,
        ["not_exists"] = QueryOperator.NotExists,
        ["is_null"] = QueryOperator.IsNull,
        ["is_not_null"] = QueryOperator.IsNotNull,
        ["between"] = QueryOperator.Between,
        ["in"] = QueryOperator.In,
        ["not_in"] = QueryOperator.NotIn,
    };

    /// <summary>All wire names, for messages.</summary>
    public static string Names { get; } = string.Join(' ', ByName.Keys);

    /// <summary>Reads a wire name exactly; null when there is no such operator.</summary>
    public static QueryOperator? Parse(string name) => ByName.TryGetValue(name, out var found) ? found : null;

    /// <summary>The wire name.</summary>
    public static string Name(this QueryOperator value) => ByName.First(p => p.Value == value).Key;
}
