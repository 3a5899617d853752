using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Tests.Jobs;

/// <summary>A store in front of another one that lets a test step in before each request, and after each commit that took effect.</summary>
internal sealed class FaultyStore(IDocumentStore inner) : IDocumentStore
{
    /// <summary>Called before each request with its number from 1 and, of a commit, the commit; may throw.</summary>
    public Func<int, Commit?, Task>? Before { get; set; }

    /// <summary>Called when a commit has taken effect and its caller does not know yet; may throw.</summary>
    public Func<int, Commit, Task>? After { get; set; }

    /// <summary>Requests so far.</summary>
    public int Requests { get; private set; }

    public CommitLimits Limits => inner.Limits;

    public static StoreUnavailableException Away() => new("The store is away.", TimeSpan.FromSeconds(1));

    public async ValueTask<StoredDocument?> ReadAsync(string team, string id, CancellationToken cancel)
    {
        await StepAsync(null);
        return await inner.ReadAsync(team, id, cancel);
    }

    public async ValueTask<IReadOnlyList<StoredDocument?>> ReadManyAsync(string team, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        await StepAsync(null);
        return await inner.ReadManyAsync(team, ids, cancel);
    }

    public async ValueTask<CommitResult> CommitAsync(string team, Commit commit, CancellationToken cancel)
    {
        var number = await StepAsync(commit);
        var result = await inner.CommitAsync(team, commit, cancel);
        if (result.IsCommitted && After is { } after)
        {
            await after(number, commit);
        }

        return result;
    }

    public async ValueTask<long> IncrementAsync(string team, string id, long by, TimeSpan? timeToLive, CancellationToken cancel)
    {
        await StepAsync(null);
        return await inner.IncrementAsync(team, id, by, timeToLive, cancel);
    }

    public async ValueTask<IReadOnlyList<QueryRow>> QueryAsync(string team, string? kind, DocumentQuery query, CancellationToken cancel)
    {
        await StepAsync(null);
        return await inner.QueryAsync(team, kind, query, cancel);
    }

    public async ValueTask<long> CountAsync(string team, string? kind, Filter? filter, bool includeDeleted, CancellationToken cancel)
    {
        await StepAsync(null);
        return await inner.CountAsync(team, kind, filter, includeDeleted, cancel);
    }

    public ValueTask PingAsync(CancellationToken cancel) => inner.PingAsync(cancel);

    private async Task<int> StepAsync(Commit? commit)
    {
        var number = ++Requests;
        if (Before is { } before)
        {
            await before(number, commit);
        }

        return number;
    }
}
