namespace ContactsFunctions.Core.Storage;

/// <summary>
/// A condition on a document's <see cref="DocumentIndex.Search"/> values. Every leaf is true or false: a leaf on an absent property is
/// false, and <see cref="Not"/> is the exact complement. A leaf on a multi-valued property is true when one element satisfies it.
/// </summary>
public abstract record Filter
{
    /// <summary>All of them; true when there is none.</summary>
    public sealed record And(IReadOnlyList<Filter> Filters) : Filter;

    /// <summary>One of them at least; false when there is none.</summary>
    public sealed record Or(IReadOnlyList<Filter> Filters) : Filter;

    /// <summary>The complement.</summary>
    public sealed record Not(Filter Filter) : Filter;

    /// <summary>The document's id is one of these.</summary>
    public sealed record Ids(IReadOnlyList<string> Values) : Filter;

    /// <summary>The property has a value.</summary>
    public sealed record Exists(SearchPath Path) : Filter;

    /// <summary>A value of the property is one of these; of one, equality.</summary>
    public sealed record In(SearchPath Path, IReadOnlyList<IndexValue> Values) : Filter;

    /// <summary>One value of the property lies between the bounds, both of one kind (text or number); a null bound is open.</summary>
    public sealed record Range(SearchPath Path, IndexValue? From, bool FromInclusive, IndexValue? To, bool ToInclusive) : Filter;

    /// <summary>A text value stands in this relation to <paramref name="Text"/>.</summary>
    public sealed record Matches(SearchPath Path, TextMatch Match, string Text) : Filter;
}

/// <summary>A property in <see cref="DocumentIndex.Search"/>, and whether its values are stored as an array.</summary>
public readonly record struct SearchPath(string Slug, bool Multiple);

/// <summary>How a text is compared with an operand.</summary>
public enum TextMatch
{
    /// <summary>The value begins with the operand; answered from an index.</summary>
    BeginsWith,

    /// <summary>The operand occurs in the value.</summary>
    Contains,

    /// <summary>The value ends with the operand.</summary>
    EndsWith,
}
