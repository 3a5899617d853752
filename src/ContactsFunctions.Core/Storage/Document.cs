namespace ContactsFunctions.Core.Storage;

/// <summary>A document to write.</summary>
/// <param name="Id">Unique in its team; only <c>a-z 0-9 - : _</c>, so that it is safe in every path and query (Cosmos DB: at most 1023 bytes).</param>
/// <param name="Kind">What the document is (<c>contact</c>, <c>reservation</c>, …); never changes for an id.</param>
/// <param name="Body">A JSON object in UTF-8. The names <c>id teamId kind commit ttl deletedAt search sort</c> and those that begin with <c>_</c> belong to the engine.</param>
public sealed record Document(string Id, string Kind, ReadOnlyMemory<byte> Body)
{
    /// <summary>Counted from this write; null keeps the document for ever. Whole seconds.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>What the document can be filtered and sorted by; null for documents found by id or kind only.</summary>
    public DocumentIndex? Index { get; init; }

    /// <summary>Bytes to count against <see cref="CommitLimits.Bytes"/>: an upper estimate of what the engine sends.</summary>
    public long Size => Body.Length + (Index?.Size ?? 0) + Id.Length + 256;
}
