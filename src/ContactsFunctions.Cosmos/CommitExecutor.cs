using System.Net;
using System.Text.RegularExpressions;
using ContactsFunctions.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace ContactsFunctions.Cosmos;

/// <summary>
/// Brings a commit to a definite end. A lost answer (time-out, cut connection, 5xx) leaves open whether the writes took effect, and so
/// does a definite-looking 404, 409 or 412, which may answer the SDK's own second try. Then the commit's first written document is read:
/// if it carries the commit's id, the commit happened; otherwise a definite answer is the lost race it says, and after a lost answer the
/// commit is sent again while time remains. Overwritten since counts as a lost race. A commit that only deletes leaves no id behind:
/// when an answer may have been lost and all its documents are gone, it happened.
/// </summary>
internal sealed partial class CommitExecutor(Container container, CosmosStoreOptions options, TimeProvider time)
{
    public static readonly CommitLimits Limits = new(100, 1_900_000);

    /// <summary>Stands for the ETag of a version that was overwritten before its ETag could be read; equals no ETag of the service.</summary>
    private const string OverwrittenETag = "\"overwritten\"";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);

    public async Task<CommitResult> RunAsync(string team, Commit commit, CancellationToken cancel)
    {
        Validate(commit);
        using var limit = new TimeLimit(options.TimeLimit, time, cancel);
        var inDoubt = false;
        var pause = FirstPause;
        while (true)
        {
            var attempt = await CommitAttempt.SendAsync(container, team, commit, limit);
            if (attempt.IsSuccess)
            {
                return new CommitResult(CommitStatus.Committed, -1, attempt.ETags);
            }

            if (attempt.Status == HttpStatusCode.TooManyRequests)
            {
                // Refused before any effect, so there is nothing to settle.
                await PauseAsync(attempt.RetryAfter ?? pause, options.ThrottleLimit, attempt, limit);
                continue;
            }

            var loss = Loss(commit.Writes[attempt.Index], attempt.Status);
            if (loss is null && attempt.Status != HttpStatusCode.Conflict && !Failures.IsUnavailable(attempt.Status))
            {
                throw Failures.Refused(attempt.Status, attempt.Error);
            }

            inDoubt |= loss is null;
            try
            {
                if (await SettleAsync(team, commit, inDoubt, cancel) is { } happened)
                {
                    return happened;
                }

                if (loss is { } status)
                {
                    return CommitResult.Lost(status, attempt.Index);
                }
            }
            catch (Exception e) when (Failures.IsUnavailable(e, cancel))
            {
                // Not settled. Sending the same commit again is safe, and asks again.
            }

            await PauseAsync(pause, options.TimeLimit, attempt, limit);
            pause *= 2;
        }
    }

    /// <summary>What a definite answer means for a write; null when it means nothing for it.</summary>
    private static CommitStatus? Loss(DocumentWrite write, HttpStatusCode status) => (write, status) switch
    {
        (DocumentWrite.Create, HttpStatusCode.Conflict) => CommitStatus.Exists,
        (DocumentWrite.Replace or DocumentWrite.Delete, HttpStatusCode.NotFound) => CommitStatus.Missing,
        (DocumentWrite.Replace or DocumentWrite.Delete, HttpStatusCode.PreconditionFailed) => CommitStatus.Stale,
        _ => null,
    };

    /// <summary>The result if the commit is found to have happened, else null. Has a time limit of its own: the commit's may be used up.</summary>
    private async Task<CommitResult?> SettleAsync(string team, Commit commit, bool inDoubt, CancellationToken cancel)
    {
        var written = commit.Writes.Where(w => w is not DocumentWrite.Delete).Select(w => w.Id).ToList();
        if (written.Count == 0 && !inDoubt)
        {
            return null;
        }

        using var limit = new TimeLimit(options.TimeLimit / 2, time, cancel);
        if (written.Count == 0)
        {
            var left = await container.ReadDocumentsAsync(team, [.. commit.Writes.Select(w => w.Id)], limit);
            return left.All(d => d is null) ? Committed(commit, []) : null;
        }

        var first = await container.ReadDocumentAsync(team, written[0], limit);
        return first?.Commit == commit.Id
            ? Committed(commit, [first, .. await container.ReadDocumentsAsync(team, written[1..], limit)])
            : null;
    }

    private static CommitResult Committed(Commit commit, IReadOnlyList<StoredDocument?> written)
    {
        var etags = written.Where(d => d?.Commit == commit.Id).ToDictionary(d => d!.Id, d => d!.ETag, StringComparer.Ordinal);
        return new CommitResult(CommitStatus.Committed, -1, [.. commit.Writes.Select(w => w is DocumentWrite.Delete ? null : etags.GetValueOrDefault(w.Id, OverwrittenETag))]);
    }

    /// <summary>Waits, if what remains allows it.</summary>
    private async Task PauseAsync(TimeSpan pause, TimeSpan end, CommitAttempt attempt, TimeLimit limit)
    {
        if (limit.IsOver || limit.Elapsed + pause >= end)
        {
            throw Failures.Unavailable(attempt.Status, attempt.RetryAfter, attempt.Exception);
        }

        await Task.Delay(pause, time, limit.Caller);
    }

    private static void Validate(Commit commit)
    {
        if (commit.Writes.Count == 0 || commit.Writes.Count > Limits.Writes)
        {
            throw new ArgumentException($"A commit has 1 to {Limits.Writes} writes, not {commit.Writes.Count}.", nameof(commit));
        }

        if (commit.Writes.Sum(Size) > Limits.Bytes)
        {
            throw new ArgumentException($"A commit has at most {Limits.Bytes} bytes.", nameof(commit));
        }

        if (commit.Writes.FirstOrDefault(w => !DocumentId().IsMatch(w.Id)) is { } wrong)
        {
            throw new ArgumentException($"'{wrong.Id}' is not a document id.", nameof(commit));
        }

        if (commit.Writes.DistinctBy(w => w.Id, StringComparer.Ordinal).Count() != commit.Writes.Count)
        {
            throw new ArgumentException("A commit names each document once.", nameof(commit));
        }
    }

    [GeneratedRegex(@"\A[-a-z0-9:_]{1,1023}\z")]
    private static partial Regex DocumentId();

    private static long Size(DocumentWrite write) => write switch
    {
        DocumentWrite.Create w => w.Document.Size,
        DocumentWrite.Replace w => w.Document.Size,
        DocumentWrite.Upsert w => w.Document.Size,
        _ => 0,
    };
}
