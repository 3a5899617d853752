using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Jobs;

/// <summary>Where a runner left a job.</summary>
/// <param name="Job">As it was last stored.</param>
/// <param name="Lost">Another runner or a cancel took it: that one carries it, and this one wrote nothing more.</param>
public sealed record JobRun(Job Job, bool Lost);

/// <summary>Takes the rows of a job in order, group by group, each in one commit with the job's new position.</summary>
public sealed class JobRunner(JobStore jobs, ContactWriter writer, IJobProgress progress, TimeProvider time)
{
    /// <summary>Runs the rows that are left, until all are done or <paramref name="budget"/> is used up.</summary>
    /// <param name="budget">How long to work; null for as long as it takes.</param>
    /// <param name="moved">Told of the job after each group.</param>
    /// <exception cref="StoreUnavailableException">The store is away; what is done is done.</exception>
    public async ValueTask<JobRun> RunAsync(Team team, StoredJob stored, TimeSpan? budget, Action<Job>? moved, CancellationToken cancel)
    {
        team = ReadBy(team, stored.Job);
        var began = time.GetTimestamp();
        var job = stored.Job;
        var etag = stored.ETag;
        var (part, start) = PartOf(job);
        var next = LoadAsync(team, job, part, cancel);
        while (job.Status == JobStatus.Processing && job.Processed < job.Total)
        {
            var rows = await next;
            var changes = rows.Select(r => r.ToChange(job)).ToList();
            next = part + 1 < job.Parts.Count ? LoadAsync(team, job, part + 1, cancel) : next;
            while (job.Processed - start < rows.Count)
            {
                if (budget is { } limit && time.GetElapsedTime(began) >= limit)
                {
                    return new JobRun(job, false);
                }

                var checkpoint = new JobCheckpoint(job, etag, rows, job.Processed - start, time);
                var group = await writer.WriteGroupAsync(team, changes, job.Processed - start, checkpoint, cancel, job.Options.CreateMissingOptions);
                if (group.AttachmentLost)
                {
                    return new JobRun(job, true);
                }

                (job, etag) = (checkpoint.After!, group.AttachmentETags[0]!);
                moved?.Invoke(job);
                progress.Report(job);
            }

            start += rows.Count;
            part++;
        }

        return new JobRun(job, false);
    }

    /// <summary>
    /// Runs the group that kept failing, row by row: only a row that throws again is reported as <c>internal_error</c>, and its neighbours
    /// are done.
    /// </summary>
    public async ValueTask<JobRun> RunRowByRowAsync(Team team, StoredJob stored, CancellationToken cancel)
    {
        team = ReadBy(team, stored.Job);
        var (job, etag) = (stored.Job, stored.ETag);
        var (part, start) = PartOf(job);
        var rows = await jobs.PartAsync(team, job, part, cancel);
        while (job.Status == JobStatus.Processing && job.Processed - start < rows.Count)
        {
            var row = rows[job.Processed - start];
            var checkpoint = new JobCheckpoint(job, etag, [row], 0, time);
            GroupResult group;
            try
            {
                group = await writer.WriteGroupAsync(team, [row.ToChange(job)], 0, checkpoint, cancel, job.Options.CreateMissingOptions);
            }
            catch (Exception error) when (error is not (StoreUnavailableException or OperationCanceledException))
            {
                var refused = new ContactChange.Refused(new ContactError(ContactErrors.Internal, "Something went wrong here with this row; the others are not touched by it."));
                group = await writer.WriteGroupAsync(team, [refused], 0, checkpoint, cancel);
            }

            if (group.AttachmentLost)
            {
                return new JobRun(job, true);
            }

            (job, etag) = (checkpoint.After!, group.AttachmentETags[0]!);
            progress.Report(job);
        }

        return new JobRun(job, false);
    }

    private static Team ReadBy(Team team, Job job) => job.Options.DefaultCountry is { } country ? team with { DefaultCountry = country } : team;

    /// <summary>The part in which the next row is, and the number of rows before that part.</summary>
    private static (int Part, int Start) PartOf(Job job)
    {
        var (part, start) = (0, 0);
        while (part < job.Parts.Count && start + job.Parts[part] <= job.Processed)
        {
            start += job.Parts[part++];
        }

        return (part, start);
    }

    private Task<IReadOnlyList<JobRow>> LoadAsync(Team team, Job job, int part, CancellationToken cancel) =>
        part >= job.Parts.Count ? Task.FromResult<IReadOnlyList<JobRow>>([]) : Task.Run(async () => await jobs.PartAsync(team, job, part, cancel), cancel);
}
