using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;

namespace ContactsFunctions.Core.Jobs;

/// <summary>Takes the rows of a job in order, group by group, each in one commit with the job's new position.</summary>
public sealed class JobRunner(ContactWriter writer, TimeProvider time)
{
    /// <summary>Runs the rows that are left. Null when another runner or a cancel took the job: that one carries it.</summary>
    /// <param name="job">As stored.</param>
    /// <param name="etag">Of the stored job.</param>
    /// <param name="rows">All rows of the job.</param>
    public async ValueTask<Job?> RunAsync(Team team, Job job, string etag, IReadOnlyList<JobRow> rows, CancellationToken cancel)
    {
        team = job.Options.DefaultCountry is { } country ? team with { DefaultCountry = country } : team;
        var changes = rows.Select(r => r.ToChange(job)).ToList();
        while (job.Processed < job.Total)
        {
            var checkpoint = new JobCheckpoint(job, etag, rows, job.Processed, time);
            var result = await writer.WriteGroupAsync(team, changes, job.Processed, checkpoint, cancel);
            if (result.AttachmentLost)
            {
                return null;
            }

            (job, etag) = (checkpoint.After!, result.AttachmentETags[0]!);
        }

        return job;
    }
}
