using System.Globalization;
using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Idempotency;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Queries;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Core.Values;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;

namespace ContactsFunctions.Functions.Prism;

/// <summary>
/// Begins jobs, and gives their results. A job of few rows runs inside its request; a larger one is carried by the queue: a message goes out
/// before the job is stored and another after it, so that no kill in between leaves a job that nobody runs.
/// </summary>
public sealed class PrismJobs(JobStore jobs, JobRunner runner, IJobQueue queue, ContactQuery contacts, TeamSchemas schemas, IDocumentStore store, TimeProvider time)
{
    /// <summary>The most rows that are done at once.</summary>
    public const int MaxRowsAtOnce = 100;

    /// <summary>The most items of a batch.</summary>
    public const int MaxBatch = 10_000;

    /// <summary>The most rows of a document's results; more are paged.</summary>
    public const int MaxResults = 10_000;

    /// <summary>A job whose runner has been silent for so long is run on by a repeat of its request.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);

    /// <summary>A job that is not stored yet.</summary>
    public Job New(JobKind kind, ImportOptions? options = null) =>
        new(VersionedUuid.NewVersion7(time).ToString(), kind, time.GetUtcNow()) { Options = options ?? new ImportOptions() };

    /// <summary>The refusal of more items than a batch takes.</summary>
    public static ApiError TooMany(string member) => new(413, "too_many_rows", $"'{member}' has more than {MaxBatch:N0} entries.");

    /// <summary>Whether the client asks not to wait (RFC 7240, 4.1).</summary>
    public static bool PrefersAsync(HttpRequest request) =>
        request.Headers["Prefer"].Any(h => h is not null && h.Split(',', ';').Any(p => p.Trim().Equals("respond-async", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Runs a batch: inside the request, or as a job of the queue.</summary>
    public async Task<IResult> RunBatchAsync(Caller caller, JsonBody body, JobKind kind, IReadOnlyList<JobRow> rows)
    {
        var (key, error) = IdempotentWrites.KeyOf(caller, body);
        if (error is not null)
        {
            return Problem.Of(error);
        }

        var job = New(kind);
        using var upload = jobs.Upload(caller.Team.Id, job.Id);
        foreach (var row in rows)
        {
            await upload.AddAsync(row, caller.Cancel);
        }

        return await BeginAsync(caller, upload, job, key, [], rows.Count > MaxRowsAtOnce || PrefersAsync(caller.Request)) ?? Problem.Of(ApiErrors.IdempotencyInProgress);
    }

    /// <summary>Stores a job and runs it or sends it off; null when one of <paramref name="also"/> lost and the job can be tried again.</summary>
    public async Task<IResult?> BeginAsync(
        Caller caller, JobUpload upload, Job job, IdempotencyKey? key, IReadOnlyList<DocumentWrite> also, bool queued)
    {
        var message = new JobMessage(caller.Team.Id, job.Id, 0);
        var accepted = queued ? Accepted(caller, job with { Total = upload.Total }) : null;
        if (queued)
        {
            await queue.SendAsync(message, Early, caller.Cancel);
        }

        var kept = accepted is null ? null : new StoredAnswer(accepted.Status, accepted.Body, accepted.ContentType, accepted.Headers);
        var (stored, found) = await upload.CompleteAsync(job, key, kept, also, caller.Cancel);
        if (found is not null)
        {
            return await RepeatAsync(caller, found, key!);
        }

        if (stored is null)
        {
            return null;
        }

        if (queued)
        {
            await queue.SendAsync(message, TimeSpan.Zero, caller.Cancel);
            return accepted;
        }

        var run = await runner.RunAsync(caller.Team, stored, null, null, caller.Cancel);
        var ended = run.Lost ? (await jobs.FindAsync(caller.Team.Id, job.Id, caller.Cancel))?.Job : run.Job;
        return ended is { Status: JobStatus.Complete } ? await DoneAsync(caller, ended) : Problem.Of(ApiErrors.IdempotencyInProgress);
    }

    /// <summary>The answer to a request whose key was used before: the first answer, or what its job did.</summary>
    public async Task<IResult> RepeatAsync(Caller caller, IdempotencyRecord found, IdempotencyKey key)
    {
        if (found.Fingerprint != key.Fingerprint || found.JobId is null)
        {
            return Problem.Of(ApiErrors.IdempotencyMismatch);
        }

        if (IdempotentWrites.Replay(found, key) is { } first)
        {
            return first;
        }

        var stored = await jobs.FindAsync(caller.Team.Id, found.JobId, caller.Cancel);
        var job = stored?.Job;
        if (stored is { Job.Status: JobStatus.Processing } && time.GetUtcNow() - stored.Job.UpdatedAt >= Idle)
        {
            var run = await runner.RunAsync(caller.Team, stored, null, null, caller.Cancel);
            job = run.Lost ? null : run.Job;
        }

        return job is { Status: JobStatus.Complete } ? (await DoneAsync(caller, job)).With("idempotent-replay", "true") : Problem.Of(ApiErrors.IdempotencyInProgress);
    }

    /// <summary>A page of a job's results.</summary>
    /// <param name="errorsOnly">Leaves out the rows that succeeded.</param>
    /// <param name="cursor">Where the page before ended; null for the first.</param>
    public async ValueTask<PrismResults> ResultsAsync(Team team, Job job, bool errorsOnly, string? cursor, CancellationToken cancel)
    {
        var (firstGroup, skip) = cursor?.Split('.') is [var g, var s] && int.TryParse(g, NumberStyles.None, CultureInfo.InvariantCulture, out var group) && int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (group, index) : (0, 0);
        var rows = new List<RowResult>();
        string? next = null;
        var at = firstGroup;
        await foreach (var results in jobs.ResultsAsync(team.Id, job, firstGroup, cancel))
        {
            for (var i = at == firstGroup ? skip : 0; i < results.Count && next is null; i++)
            {
                if (rows.Count == MaxResults)
                {
                    next = string.Create(CultureInfo.InvariantCulture, $"{at}.{i}");
                }
                else if (!errorsOnly || results[i].Error is not null)
                {
                    rows.Add(results[i]);
                }
            }

            at++;
            if (next is not null)
            {
                break;
            }
        }

        var ids = job.Kind == JobKind.BatchUpdate ? rows.Where(r => r.Error is null).Select(r => Guid.Parse(r.Id!)).Distinct().ToList() : [];
        var records = new Dictionary<string, ContactVersion>(StringComparer.Ordinal);
        foreach (var chunk in ids.Chunk(500))
        {
            foreach (var version in (await contacts.GetManyAsync(team, chunk, cancel)).OfType<ContactVersion>())
            {
                records[version.Contact.Id.ToString()] = version;
            }
        }

        return new PrismResults(rows, records, await schemas.GetAsync(team, cancel), job.Total > MaxResults, next);
    }

    /// <summary>The record of a key, before the body has been read; null when the key is new.</summary>
    public async ValueTask<IdempotencyRecord?> FindRecordAsync(Caller caller, string key) =>
        await store.ReadAsync(caller.Team.Id, IdempotencyKey.DocumentIdOf(key, caller.Credential, caller.Request.Method, caller.Request.Path), caller.Cancel) is { } document
            ? IdempotencyRecord.Read(document)
            : null;

    private async Task<Answer> DoneAsync(Caller caller, Job job)
    {
        var results = await ResultsAsync(caller.Team, job, errorsOnly: false, null, caller.Cancel);
        var answer = job.Kind == JobKind.Import ? PrismJob.Answer(200, job, null, results with { Paged = false }) : PrismJob.Batch(job, results);
        return answer.With("Location", PrismJob.PathOf(caller.Team.Id, job.Id));
    }

    private static Answer Accepted(Caller caller, Job job) => PrismJob.Answer(202, job, job.Id, PrismResults.None)
        .With("Location", PrismJob.PathOf(caller.Team.Id, job.Id))
        .With("Retry-After", "1")
        .With("Preference-Applied", PrefersAsync(caller.Request) ? "respond-async" : null);
}
