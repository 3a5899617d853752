using ContactsFunctions.Core.Idempotency;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Jobs;

/// <summary>Writes and reads jobs.</summary>
public sealed class JobStore(IDocumentStore store)
{
    /// <summary>
    /// Stores the rows, and then the job together with its idempotency record. Null with the record when the key was used before: the rows
    /// are deleted again.
    /// </summary>
    public async ValueTask<(StoredJob? Job, IdempotencyRecord? Found)> CreateAsync(string team, Job job, IReadOnlyList<JobRow> rows, IdempotencyKey? key, CancellationToken cancel)
    {
        var (documents, parts) = JobDocuments.Rows(job.Id, rows);
        job = job with { Parts = parts };
        List<DocumentWrite> last = [new DocumentWrite.Create(JobDocuments.Of(job))];
        if (key is not null)
        {
            last.Insert(0, new DocumentWrite.Create(new IdempotencyRecord(key.Fingerprint) { JobId = job.Id }.ToDocument(key.DocumentId)));
        }

        if (documents.Count == 1 && documents[0].Size < store.Limits.Bytes / 2)
        {
            last.Add(new DocumentWrite.Create(documents[0]));
            documents = [];
        }

        foreach (var document in documents)
        {
            await store.CommitAsync(team, new Commit(Commit.NewId(), [new DocumentWrite.Create(document)]), cancel);
        }

        while (true)
        {
            var result = await store.CommitAsync(team, new Commit(Commit.NewId(), last), cancel);
            if (result.IsCommitted)
            {
                return (new StoredJob(job, result.ETags[key is null ? 0 : 1]!), null);
            }

            if (await store.ReadAsync(team, key!.DocumentId, cancel) is { } found)
            {
                foreach (var document in documents)
                {
                    await store.CommitAsync(team, new Commit(Commit.NewId(), [new DocumentWrite.Delete(document.Id)]), cancel);
                }

                return (null, IdempotencyRecord.Read(found));
            }
        }
    }

    /// <summary>The job and its ETag; null when there is none, or it is forgotten.</summary>
    public async ValueTask<StoredJob?> FindAsync(string team, string jobId, CancellationToken cancel) =>
        Guid.TryParseExact(jobId, "D", out var id) && await store.ReadAsync(team, JobDocuments.JobId(id.ToString()), cancel) is { } document
            ? new StoredJob(JobDocuments.Read(document), document.ETag)
            : null;

    /// <summary>All rows of a job.</summary>
    public async ValueTask<IReadOnlyList<JobRow>> RowsAsync(string team, Job job, CancellationToken cancel) =>
        [.. (await ReadAllAsync(team, [.. Enumerable.Range(0, job.Parts.Count).Select(p => JobDocuments.RowsId(job.Id, p))], cancel)).SelectMany(JobDocuments.ReadRows)];

    /// <summary>The results of all rows that are done, in their order.</summary>
    public async ValueTask<IReadOnlyList<RowResult>> ResultsAsync(string team, Job job, CancellationToken cancel) =>
        [.. (await ReadAllAsync(team, [.. Enumerable.Range(0, job.Groups).Select(g => JobDocuments.OutcomesId(job.Id, g))], cancel)).SelectMany(JobDocuments.ReadOutcomes)];

    private async ValueTask<IEnumerable<StoredDocument>> ReadAllAsync(string team, IReadOnlyList<string> ids, CancellationToken cancel) => ids.Count switch
    {
        0 => [],
        1 => await store.ReadAsync(team, ids[0], cancel) is { } one ? [one] : [],
        _ => (await store.ReadManyAsync(team, ids, cancel)).OfType<StoredDocument>(),
    };
}

/// <summary>A job as read, with the engine's tag.</summary>
public sealed record StoredJob(Job Job, string ETag);
