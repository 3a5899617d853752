using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Tests.Meaning;

namespace ContactsFunctions.Core.Tests.Jobs;

/// <summary>A store whose commits take as long as a runner may work, so that it hands on after each group.</summary>
internal sealed class SlowStore(IDocumentStore inner, FakeTime time) : IDocumentStore
{
    public CommitLimits Limits => inner.Limits;

    public ValueTask<StoredDocument?> ReadAsync(string team, string id, CancellationToken cancel) => inner.ReadAsync(team, id, cancel);

    public ValueTask<IReadOnlyList<StoredDocument?>> ReadManyAsync(string team, IReadOnlyList<string> ids, CancellationToken cancel) => inner.ReadManyAsync(team, ids, cancel);

    public ValueTask<CommitResult> CommitAsync(string team, Commit commit, CancellationToken cancel)
    {
        time.Advance(JobWorker.Budget);
        return inner.CommitAsync(team, commit, cancel);
    }

    public ValueTask<long> IncrementAsync(string team, string id, long by, TimeSpan? timeToLive, CancellationToken cancel) => inner.IncrementAsync(team, id, by, timeToLive, cancel);

    public ValueTask<IReadOnlyList<QueryRow>> QueryAsync(string team, string? kind, DocumentQuery query, CancellationToken cancel) => inner.QueryAsync(team, kind, query, cancel);

    public ValueTask<long> CountAsync(string team, string? kind, Filter? filter, bool includeDeleted, CancellationToken cancel) => inner.CountAsync(team, kind, filter, includeDeleted, cancel);

    public ValueTask PingAsync(CancellationToken cancel) => inner.PingAsync(cancel);
}
