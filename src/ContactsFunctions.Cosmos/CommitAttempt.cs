using System.Net;
using ContactsFunctions.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace ContactsFunctions.Cosmos;

/// <summary>How one sending of a commit ended.</summary>
/// <param name="Status">The service's status; of a batch that lost, the status of the write that lost.</param>
/// <param name="Index">That write; 0 unless a batch says otherwise.</param>
/// <param name="ETags">When it succeeded: the new ETag of each write, null for deletes.</param>
/// <param name="RetryAfter">When throttled: the service's advice.</param>
/// <param name="Error">What the service says, for the log.</param>
internal sealed record CommitAttempt(HttpStatusCode Status, int Index, IReadOnlyList<string?> ETags, TimeSpan? RetryAfter, string? Error)
{
    private static readonly ItemRequestOptions NoContent = new() { EnableContentResponseOnWrite = false };

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>Why no answer came, in place of one; <see cref="Status"/> is 408 then.</summary>
    public Exception? Exception { get; private init; }

    /// <summary>Sends a point write when the commit has one write, else a batch. Built anew on each call: a batch runs once.</summary>
    public static async Task<CommitAttempt> SendAsync(Container container, string team, Commit commit, TimeLimit limit)
    {
        try
        {
            return await (commit.Writes.Count == 1 ? PointAsync(container, new PartitionKey(team), team, commit, limit) : BatchAsync(container, team, commit, limit));
        }
        catch (Exception e) when (Failures.IsUnavailable(e, limit.Caller))
        {
            return new CommitAttempt(HttpStatusCode.RequestTimeout, 0, [], null, null) { Exception = e };
        }
    }

    private static async Task<CommitAttempt> PointAsync(Container container, PartitionKey key, string team, Commit commit, TimeLimit limit)
    {
        var write = commit.Writes[0];
        using var response = await limit.RunAsync(async token => write switch
        {
            DocumentWrite.Create w => await container.CreateItemStreamAsync(StoredJson.Write(team, commit.Id, w.Document), key, NoContent, token),
            DocumentWrite.Replace w => await container.ReplaceItemStreamAsync(StoredJson.Write(team, commit.Id, w.Document), w.Id, key, Options(w.IfMatch), token),
            DocumentWrite.Upsert w => await container.UpsertItemStreamAsync(StoredJson.Write(team, commit.Id, w.Document), key, NoContent, token),
            DocumentWrite.Delete w => await container.DeleteItemStreamAsync(w.Id, key, Options(w.IfMatch), token),
            _ => throw new ArgumentException($"No operation for {write.GetType().Name}."),
        });
        if (Failures.IsOwnerMissing(response.StatusCode, response.Headers))
        {
            throw Failures.Refused(response.StatusCode, response.ErrorMessage);
        }

        var etag = write is DocumentWrite.Delete ? null : response.Headers.ETag;
        return new CommitAttempt(response.StatusCode, 0, [etag], Failures.RetryAfter(response.Headers), response.ErrorMessage);
    }

    private static async Task<CommitAttempt> BatchAsync(Container container, string team, Commit commit, TimeLimit limit)
    {
        var batch = container.CreateTransactionalBatch(new PartitionKey(team));
        foreach (var write in commit.Writes)
        {
            batch = write switch
            {
                DocumentWrite.Create w => batch.CreateItemStream(StoredJson.Write(team, commit.Id, w.Document), BatchOptions(null)),
                DocumentWrite.Replace w => batch.ReplaceItemStream(w.Id, StoredJson.Write(team, commit.Id, w.Document), BatchOptions(w.IfMatch)),
                DocumentWrite.Upsert w => batch.UpsertItemStream(StoredJson.Write(team, commit.Id, w.Document), BatchOptions(null)),
                DocumentWrite.Delete w => batch.DeleteItem(w.Id, BatchOptions(w.IfMatch)),
                _ => throw new ArgumentException($"No operation for {write.GetType().Name}."),
            };
        }

        using var response = await limit.RunAsync(batch.ExecuteAsync);
        if (response.IsSuccessStatusCode)
        {
            return new CommitAttempt(response.StatusCode, -1, [.. commit.Writes.Select((w, i) => w is DocumentWrite.Delete ? null : response[i].ETag)], null, null);
        }

        for (var i = 0; i < response.Count; i++)
        {
            // The writes that only fell with another one carry 424.
            if (!response[i].IsSuccessStatusCode && response[i].StatusCode != HttpStatusCode.FailedDependency)
            {
                return new CommitAttempt(response[i].StatusCode, i, [], response[i].RetryAfter, response.ErrorMessage);
            }
        }

        // Without a culprit the batch as a whole was not taken; a 404 then is the container's.
        return response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed
            ? throw Failures.Refused(response.StatusCode, response.ErrorMessage)
            : new CommitAttempt(response.StatusCode, 0, [], response.RetryAfter, response.ErrorMessage);
    }

    private static ItemRequestOptions Options(string? ifMatch) => new() { EnableContentResponseOnWrite = false, IfMatchEtag = ifMatch };

    private static TransactionalBatchItemRequestOptions BatchOptions(string? ifMatch) => new() { EnableContentResponseOnWrite = false, IfMatchEtag = ifMatch };
}
