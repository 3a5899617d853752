using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Queries;

/// <summary>A condition as a client wrote it: slugs, operators and operands, not yet checked against the schema.</summary>
public abstract record Condition
{
    /// <summary>One comparison.</summary>
    public sealed record Leaf(string Slug, QueryOperator Operator, PropertyInput Operand) : Condition;

    /// <summary>Equality with one of the texts of a query string; a text is parted at commas, and one that itself holds commas is meant too.</summary>
    public sealed record OneOf(string Slug, IReadOnlyList<string> Texts) : Condition;

    /// <summary>All hold; true when there is none.</summary>
    public sealed record All(IReadOnlyList<Condition> Conditions) : Condition;

    /// <summary>One holds at least; false when there is none.</summary>
    public sealed record AnyOf(IReadOnlyList<Condition> Conditions) : Condition;

    /// <summary>Does not hold.</summary>
    public sealed record Not(Condition Condition) : Condition;
}

/// <summary>Why a query cannot be answered; always the client's to mend (400).</summary>
/// <param name="Code">invalid_operand, invalid_operator, unknown_property, invalid_filter, invalid_sort, sort_too_broad, cursor_mismatch, invalid_cursor.</param>
public sealed record QueryError(string Code, string Message)
{
    /// <summary>The slug it is about.</summary>
    public string? Property { get; init; }

    /// <summary>Whether a fresh schema could make it right.</summary>
    public bool IsAboutDefinitions { get; init; }
}
