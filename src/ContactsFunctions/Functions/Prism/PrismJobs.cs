using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Values;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;

namespace ContactsFunctions.Functions.Prism;

/// <summary>Runs the rows of a request as a job inside it. With an Idempotency-Key the record names the job, and a repeat gets what that job did.</summary>
public sealed class PrismJobs(JobStore jobs, JobRunner runner, TimeProvider time)
{
    /// <summary>The most rows that are done at once.</summary>
    public const int MaxRows = 100;

    /// <summary>A job whose runner has been silent for so long is run on by a repeat of its request.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    /// <summary>A job that is not stored yet.</summary>
    public Job New(JobKind kind, int total, ImportOptions? options = null) =>
        new(VersionedUuid.NewVersion7(time).ToString(), kind, time.GetUtcNow()) { Total = total, Options = options ?? new ImportOptions() };

    /// <summary>The refusal of more rows than can be done at once.</summary>
    public static ApiError TooMany(string member) =>
        new(413, "too_many_rows", $"'{member}' has more than {MaxRows} entries; jobs for more are not part of this version yet, so send at most {MaxRows} at a time.");

    /// <summary>Runs the job, or the one that an earlier request with the key became, and answers with what <paramref name="render"/> makes of it.</summary>
    public async Task<IResult> RunAsync(
        Caller caller, JsonBody body, Job job, IReadOnlyList<JobRow> rows, Func<Job, IReadOnlyList<RowResult>, Task<Answer>> render)
    {
        var (key, error) = IdempotentWrites.KeyOf(caller, body);
        if (error is not null)
        {
            return Problem.Of(error);
        }

        var (stored, found) = await jobs.CreateAsync(caller.Team.Id, job, rows, key, caller.Cancel);
        if (stored is not null)
        {
            return await runner.RunAsync(caller.Team, stored.Job, stored.ETag, rows, caller.Cancel) is { } done
                ? await RenderAsync(caller, done, render)
                : Problem.Of(ApiErrors.IdempotencyInProgress);
        }

        if (found!.Fingerprint != key!.Fingerprint || found.JobId is null)
        {
            return Problem.Of(ApiErrors.IdempotencyMismatch);
        }

        return await RepeatAsync(caller, found.JobId, render);
    }

    private async Task<IResult> RepeatAsync(Caller caller, string jobId, Func<Job, IReadOnlyList<RowResult>, Task<Answer>> render)
    {
        var stored = await jobs.FindAsync(caller.Team.Id, jobId, caller.Cancel);
        var job = stored?.Job;
        if (stored is { Job.Status: JobStatus.Processing } && time.GetUtcNow() - stored.Job.UpdatedAt >= Idle)
        {
            var rows = await jobs.RowsAsync(caller.Team.Id, stored.Job, caller.Cancel);
            job = await runner.RunAsync(caller.Team, stored.Job, stored.ETag, rows, caller.Cancel);
        }

        return job is { Status: JobStatus.Complete }
            ? (await RenderAsync(caller, job, render)).With("idempotent-replay", "true")
            : Problem.Of(ApiErrors.IdempotencyInProgress);
    }

    private async Task<Answer> RenderAsync(Caller caller, Job job, Func<Job, IReadOnlyList<RowResult>, Task<Answer>> render) =>
        (await render(job, await jobs.ResultsAsync(caller.Team.Id, job, caller.Cancel))).With("Location", $"/v2/prism/{caller.Team.Id}/imports/{job.Id}");
}
