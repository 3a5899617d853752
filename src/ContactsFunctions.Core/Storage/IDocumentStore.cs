namespace ContactsFunctions.Core.Storage;

/// <summary>
/// JSON documents in the partitions of teams: the whole of what an engine must do. Every call stays inside one team. A store that is
/// throttled or away throws <see cref="StoreUnavailableException"/>; every other outcome is a value.
/// </summary>
public interface IDocumentStore
{
    /// <summary>The most that one commit of this engine may hold.</summary>
    CommitLimits Limits { get; }

    /// <summary>Reads one document by its id: one request. Null when it is absent or expired.</summary>
    ValueTask<StoredDocument?> ReadAsync(string team, string id, CancellationToken cancel);

    /// <summary>Reads many documents by id in one request; the answer is in the order of <paramref name="ids"/>, null where absent.</summary>
    ValueTask<IReadOnlyList<StoredDocument?>> ReadManyAsync(string team, IReadOnlyList<string> ids, CancellationToken cancel);

    /// <summary>
    /// Writes all of <paramref name="commit"/> or nothing. A write that loses names itself in the result. An answer lost on the way
    /// (time-out, cut connection) is settled by the commit's id before the result is given.
    /// </summary>
    /// <exception cref="ArgumentException">The commit is empty, beyond <see cref="Limits"/>, or names a document twice.</exception>
    ValueTask<CommitResult> CommitAsync(string team, Commit commit, CancellationToken cancel);

    /// <summary>
    /// Adds <paramref name="by"/> to the counter <paramref name="id"/> (0 when absent or expired) and returns the new value. The time to
    /// live counts from the counter's first increment. Two increments never return the same value; one whose answer was lost may be applied twice.
    /// </summary>
    ValueTask<long> IncrementAsync(string team, string id, long by, TimeSpan? timeToLive, CancellationToken cancel);

    /// <summary>One keyset page of the team's documents of <paramref name="kind"/> (null: of every kind), at most <see cref="DocumentQuery.Limit"/> rows.</summary>
    ValueTask<IReadOnlyList<QueryRow>> QueryAsync(string team, string? kind, DocumentQuery query, CancellationToken cancel);

    /// <summary>How many documents of <paramref name="kind"/> (null: of every kind) match <paramref name="filter"/> (null: all).</summary>
    ValueTask<long> CountAsync(string team, string? kind, Filter? filter, bool includeDeleted, CancellationToken cancel);

    /// <summary>Answers when the store does.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    ValueTask PingAsync(CancellationToken cancel);
}
