using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Jobs;

/// <summary>What the queue's messages set going. Extra, late and repeated messages are harmless: the job's own document is the fence.</summary>
public sealed class JobWorker(Teams teams, JobStore jobs, JobRunner runner, TeamEraser eraser, IJobQueue queue, TimeProvider time)
{
    /// <summary>How long a runner works before it hands on: well under the queue's lease.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(20);

    private const int FirstDelay = 5;
    private const int LongestDelay = 300;

    /// <summary>Runs the job of a message. A store that is away is no failure: the message is sent again, later each time.</summary>
    public Task RunAsync(string text, CancellationToken cancel) => HandleAsync(text, async (team, stored, moved) =>
        (await runner.RunAsync(team, stored, Budget, moved, cancel)) is { Lost: false, Job.Status: JobStatus.Processing }, cancel);

    /// <summary>Runs the current group of a job whose message failed five times row by row, and sends the job on.</summary>
    public Task RunPoisonedAsync(string text, CancellationToken cancel) => HandleAsync(text, async (team, stored, _) =>
        (await runner.RunRowByRowAsync(team, stored, cancel)) is { Lost: false, Job.Status: JobStatus.Processing }, cancel);

    /// <summary>Handles a message; <paramref name="run"/> says whether rows are left for another one.</summary>
    private async Task HandleAsync(string text, Func<Team, StoredJob, Action<Job>, Task<bool>> run, CancellationToken cancel)
    {
        if (JobMessage.Read(text) is not { } message || !Team.IsId(message.Team))
        {
            return;
        }

        var movedOn = false;
        try
        {
            if (await StepAsync(message, run, () => movedOn = true, cancel))
            {
                await queue.SendAsync(message with { Delay = 0 }, TimeSpan.Zero, cancel);
            }
        }
        catch (StoreUnavailableException)
        {
            var delay = message.Delay == 0 || movedOn ? FirstDelay : Math.Min(message.Delay * 2, LongestDelay);
            await queue.SendAsync(message with { Delay = delay }, TimeSpan.FromSeconds(delay), cancel);
        }
    }

    private async Task<bool> StepAsync(JobMessage message, Func<Team, StoredJob, Action<Job>, Task<bool>> run, Action moved, CancellationToken cancel)
    {
        if (await teams.FindAsync(message.Team, cancel) is not { } team)
        {
            return false;
        }

        if (team.Deleting)
        {
            return message.Job == TeamEraser.JobId && await eraser.EraseAsync(team.Id, time.GetTimestamp(), Budget, cancel);
        }

        return await jobs.FindAsync(team.Id, message.Job, cancel) is { Job.Status: JobStatus.Processing } stored && await run(team, stored, _ => moved());
    }
}
