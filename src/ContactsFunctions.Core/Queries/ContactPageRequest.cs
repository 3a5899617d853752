using ContactsFunctions.Core.Contacts;

namespace ContactsFunctions.Core.Queries;

/// <summary>Which contacts, in which order, from where.</summary>
/// <param name="Limit">Rows of the page; a cursor's own limit goes before it.</param>
public sealed record ContactPageRequest(int Limit)
{
    /// <summary>The most sort keys.</summary>
    public const int MaxSorts = 3;

    /// <summary>The most rows of a page, which no cursor goes beyond.</summary>
    public int MaxLimit { get; init; } = 1_000;

    /// <summary>The condition; null for all.</summary>
    public Condition? Where { get; init; }

    /// <summary>The order; without one by id.</summary>
    public IReadOnlyList<SortBy> Sort { get; init; } = [];

    /// <summary>Free text (<see cref="FreeText"/>); null for none.</summary>
    public string? Q { get; init; }

    /// <summary>Only members of this list, a UUID in lower case.</summary>
    public string? ListId { get; init; }

    /// <summary>Only these ids; null for any.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Whether soft-deleted contacts are among them.</summary>
    public bool IncludeDeleted { get; init; }

    /// <summary>Where the page before ended; null for the first.</summary>
    public string? Cursor { get; init; }

    /// <summary>Whether to count all that match, which costs a request more.</summary>
    public bool IncludeTotal { get; init; }
}

/// <summary>One key of an order; absent values come last in both directions.</summary>
public readonly record struct SortBy(string Slug, bool Descending);

/// <summary>A page.</summary>
/// <param name="NextCursor">Null on the last page.</param>
/// <param name="Total">Null unless asked for.</param>
public sealed record ContactPage(IReadOnlyList<ContactVersion> Contacts, bool HasMore, string? NextCursor, long? Total);
