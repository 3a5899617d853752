namespace ContactsFunctions.Core.Storage;

/// <summary>One keyset page: which documents, in which order, from where.</summary>
/// <param name="Limit">The most rows to return, 1 or more.</param>
public sealed record DocumentQuery(int Limit)
{
    /// <summary>The condition; null for all.</summary>
    public Filter? Filter { get; init; }

    /// <summary>Whether soft-deleted documents are among them.</summary>
    public bool IncludeDeleted { get; init; }

    /// <summary>
    /// Order by the sort key of this slug, code point by code point; only documents that have the key are returned. Null orders by id.
    /// </summary>
    public string? SortSlug { get; init; }

    /// <summary>Whether the order is reversed.</summary>
    public bool Descending { get; init; }

    /// <summary>Exclusive start in the direction of the order: a sort key, or an id when ordered by id.</summary>
    public string? After { get; init; }

    /// <summary>Exclusive end in the direction of the order, likewise.</summary>
    public string? Until { get; init; }

    /// <summary>Null returns the documents. Else no bodies: only ids and the sort keys of these slugs, in this order.</summary>
    public IReadOnlyList<string>? Keys { get; init; }
}

/// <summary>A row of a page.</summary>
/// <param name="Key">Its place in the order: pass it as <see cref="DocumentQuery.After"/> to go on behind it.</param>
/// <param name="Document">The document, unless only keys were asked for.</param>
/// <param name="Keys">The sort keys asked for, null where absent; empty when documents were asked for.</param>
public sealed record QueryRow(string Id, string Key, StoredDocument? Document, IReadOnlyList<string?> Keys);
