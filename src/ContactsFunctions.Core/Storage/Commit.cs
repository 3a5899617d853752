namespace ContactsFunctions.Core.Storage;

/// <summary>Writes that take effect together or not at all.</summary>
/// <param name="Id">Written into every document; new for every attempt (<see cref="NewId"/>).</param>
/// <param name="Writes">At least one, each for another document.</param>
public sealed record Commit(string Id, IReadOnlyList<DocumentWrite> Writes)
{
    /// <summary>A fresh commit id: 32 hexadecimal digits.</summary>
    public static string NewId() => Guid.NewGuid().ToString("N");
}

/// <summary>One write of a commit.</summary>
public abstract record DocumentWrite(string Id)
{
    /// <summary>Creates; loses as <see cref="CommitStatus.Exists"/> when a live document has the id.</summary>
    public sealed record Create(Document Document) : DocumentWrite(Document.Id);

    /// <summary>Replaces the version with this ETag; loses as <see cref="CommitStatus.Missing"/> or <see cref="CommitStatus.Stale"/>.</summary>
    public sealed record Replace(Document Document, string IfMatch) : DocumentWrite(Document.Id);

    /// <summary>Creates or replaces whatever is there.</summary>
    public sealed record Upsert(Document Document) : DocumentWrite(Document.Id);

    /// <summary>Deletes; loses as <see cref="CommitStatus.Missing"/> when absent, as <see cref="CommitStatus.Stale"/> when <paramref name="IfMatch"/> is given and has moved.</summary>
    public sealed record Delete(string Id, string? IfMatch = null) : DocumentWrite(Id);
}

/// <summary>How a commit ended.</summary>
public enum CommitStatus
{
    /// <summary>All writes took effect.</summary>
    Committed,

    /// <summary>Nothing was written: a create found a document.</summary>
    Exists,

    /// <summary>Nothing was written: a replace or delete found none.</summary>
    Missing,

    /// <summary>Nothing was written: the ETag has moved.</summary>
    Stale,
}

/// <summary>The result of a commit.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Index">The write that lost; -1 when committed.</param>
/// <param name="ETags">When committed: the new ETag of each write, null for deletes. Else empty.</param>
public sealed record CommitResult(CommitStatus Status, int Index, IReadOnlyList<string?> ETags)
{
    /// <summary>A commit of which write <paramref name="index"/> lost.</summary>
    public static CommitResult Lost(CommitStatus status, int index) => new(status, index, []);

    /// <summary>Whether the writes took effect.</summary>
    public bool IsCommitted => Status == CommitStatus.Committed;
}
