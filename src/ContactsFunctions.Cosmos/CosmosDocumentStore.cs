using ContactsFunctions.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace ContactsFunctions.Cosmos;

/// <summary>
/// The documents in one container of Azure Cosmos DB, a team being a logical partition. Reads, writes and queries go through the SDK's
/// stream methods, so that bodies are never parsed into objects here. Every operation is cut off at <see cref="CosmosStoreOptions.TimeLimit"/>.
/// </summary>
public sealed class CosmosDocumentStore(Container container, CosmosStoreOptions options, TimeProvider time) : IDocumentStore
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(25), TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(400)];

    private readonly CommitExecutor commits = new(container, options, time);
    private readonly CounterIncrement counters = new(container, time);
    private readonly PagedQuery queries = new(container);

    /// <summary>100 operations and 2 MB in a transactional batch (https://learn.microsoft.com/azure/cosmos-db/concepts-limits), less room for what the protocol adds.</summary>
    public CommitLimits Limits => CommitExecutor.Limits;

    /// <inheritdoc />
    public ValueTask<StoredDocument?> ReadAsync(string team, string id, CancellationToken cancel) =>
        LimitAsync("read", limit => container.ReadDocumentAsync(team, id, limit), cancel);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredDocument?>> ReadManyAsync(string team, IReadOnlyList<string> ids, CancellationToken cancel) =>
        LimitAsync("read_many", limit => container.ReadDocumentsAsync(team, ids, limit), cancel);

    /// <inheritdoc />
    public async ValueTask<CommitResult> CommitAsync(string team, Commit commit, CancellationToken cancel)
    {
        using var charges = RequestCharges.Measure("commit");
        return await commits.RunAsync(team, commit, cancel);
    }

    /// <inheritdoc />
    public ValueTask<long> IncrementAsync(string team, string id, long by, TimeSpan? timeToLive, CancellationToken cancel) =>
        LimitAsync("increment", limit => counters.RunAsync(team, id, by, timeToLive, limit), cancel);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<QueryRow>> QueryAsync(string team, string? kind, DocumentQuery query, CancellationToken cancel) =>
        LimitAsync("query", limit => queries.PageAsync(team, kind, query, limit), cancel);

    /// <inheritdoc />
    public ValueTask<long> CountAsync(string team, string? kind, Filter? filter, bool includeDeleted, CancellationToken cancel) =>
        LimitAsync("count", limit => queries.CountAsync(team, kind, filter, includeDeleted, limit), cancel);

    /// <summary>Answers when the store does: the point read of a document that is never there.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async ValueTask PingAsync(CancellationToken cancel) =>
        await LimitAsync("ping", limit => container.ReadDocumentAsync("-", "ping", limit), cancel);

    /// <summary>Runs what may be run again, up to four times while answers get lost, within the time limit.</summary>
    private async ValueTask<T> LimitAsync<T>(string operation, Func<TimeLimit, Task<T>> run, CancellationToken cancel)
    {
        using var charges = RequestCharges.Measure(operation);
        using var limit = new TimeLimit(options.TimeLimit, time, cancel);
        try
        {
            foreach (var pause in Pauses)
            {
                try
                {
                    return await run(limit);
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(pause, time, limit.Token);
                }
            }

            return await run(limit);
        }
        catch (Exception e) when (Failures.IsUnavailable(e, cancel))
        {
            throw Failures.Unavailable(e);
        }
    }
}
