using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Imports;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Jobs;

/// <summary>A job as read, with the engine's tag.</summary>
public sealed record StoredJob(Job Job, string ETag);

/// <summary>Reads jobs, their rows and their outcomes, and cancels them.</summary>
public sealed class JobStore(IDocumentStore store, TeamSchemas schemas, TimeProvider time)
{
    private const int DocumentsAtOnce = 20;

    /// <summary>Begins to store the rows of a new job.</summary>
    public JobUpload Upload(string team, string jobId) => new(store, team, jobId);

    /// <summary>The job and its ETag; null when there is none, or it is forgotten.</summary>
    public async ValueTask<StoredJob?> FindAsync(string team, string jobId, CancellationToken cancel) =>
        Guid.TryParseExact(jobId, "D", out var id) && await store.ReadAsync(team, JobDocuments.JobId(id.ToString()), cancel) is { } document
            ? new StoredJob(JobDocuments.Read(document), document.ETag)
            : null;

    /// <summary>The team's jobs, newest first.</summary>
    /// <param name="after">The id of the job behind which to go on; null for the first page.</param>
    public async ValueTask<IReadOnlyList<Job>> ListAsync(string team, string? after, int limit, CancellationToken cancel)
    {
        var query = new DocumentQuery(limit) { Descending = true, After = after is null ? null : JobDocuments.JobId(after) };
        return [.. (await store.QueryAsync(team, JobDocuments.Kind, query, cancel)).Select(r => JobDocuments.Read(r.Document!))];
    }

    /// <summary>
    /// Ends a job that runs: once this has returned nothing more of it is written. Null when there is no such job, and an unchanged one when it
    /// had ended already.
    /// </summary>
    /// <param name="record">Makes a document that is created in the same commit; when it is there already, nothing is done and the job comes back as it runs.</param>
    public async ValueTask<(Job Job, bool Cancelled)?> CancelAsync(string team, string jobId, Func<Job, ValueTask<Document>>? record, CancellationToken cancel)
    {
        while (true)
        {
            if (await FindAsync(team, jobId, cancel) is not { } stored)
            {
                return null;
            }

            if (stored.Job.Status != JobStatus.Processing)
            {
                return (stored.Job, false);
            }

            var cancelled = stored.Job.Cancel(time.GetUtcNow());
            List<DocumentWrite> writes = [new DocumentWrite.Replace(JobDocuments.Of(cancelled), stored.ETag)];
            if (record is not null)
            {
                writes.Add(new DocumentWrite.Create(await record(cancelled)));
            }

            var result = await store.CommitAsync(team, new Commit(Commit.NewId(), writes), cancel);
            if (result.IsCommitted || result.Status == CommitStatus.Exists)
            {
                return (result.IsCommitted ? cancelled : stored.Job, result.IsCommitted);
            }
        }
    }

    /// <summary>The rows of one part.</summary>
    public async ValueTask<IReadOnlyList<JobRow>> PartAsync(Team team, Job job, int part, CancellationToken cancel)
    {
        var csv = job.Plan is { } plan ? new CsvFields(plan, await SchemaOfAsync(team, plan, cancel)) : null;
        var document = await store.ReadAsync(team.Id, JobDocuments.RowsId(job.Id, part), cancel)
            ?? throw new InvalidDataException($"The rows of job {job.Id}, part {part}, are gone.");
        return JobDocuments.ReadRows(document.Body, csv);
    }

    /// <summary>The results of the rows that are done, group by group from <paramref name="firstGroup"/> on.</summary>
    public async IAsyncEnumerable<IReadOnlyList<RowResult>> ResultsAsync(
        string team, Job job, int firstGroup, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (var group = firstGroup; group < job.Groups; group += DocumentsAtOnce)
        {
            var ids = Enumerable.Range(group, Math.Min(DocumentsAtOnce, job.Groups - group)).Select(g => JobDocuments.OutcomesId(job.Id, g)).ToList();
            foreach (var document in await store.ReadManyAsync(team, ids, cancel))
            {
                yield return document is null ? [] : JobDocuments.ReadOutcomes(document);
            }
        }
    }

    /// <summary>The schema of the columns: a remembered one may be older than properties that the import made, whose values would be passed over.</summary>
    private async ValueTask<Schema> SchemaOfAsync(Team team, IReadOnlyList<CsvColumnPlan> plan, CancellationToken cancel)
    {
        var known = await schemas.GetAsync(team, cancel);
        return plan.All(p => known.Find(p.Slug) is not null) ? known : await schemas.ReloadAsync(team, cancel);
    }
}
