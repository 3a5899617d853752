using System.Collections.Concurrent;
using System.Globalization;
using ContactsFunctions.Core.Jobs;

namespace ContactsFunctions.LocalHost;

/// <summary>One line a second on the console for a job that runs, and one when it ends; jobs of a single group are not worth a line.</summary>
internal sealed class ConsoleProgress(TimeProvider time) : IJobProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, (long ShownAt, int Shown, long Began, int First)> running = new();

    /// <inheritdoc/>
    public void Report(Job job)
    {
        var now = time.GetTimestamp();
        var before = running.GetOrAdd(job.Id, _ => (now, job.Processed, now, job.Processed));
        if (job.Status != JobStatus.Processing)
        {
            running.TryRemove(job.Id, out _);
            if (before.First != job.Processed)
            {
                Print(job, job.Processed - before.First, time.GetElapsedTime(before.Began, now), "done, ");
            }

            return;
        }

        var elapsed = time.GetElapsedTime(before.ShownAt, now);
        if (elapsed >= Interval && running.TryUpdate(job.Id, before with { ShownAt = now, Shown = job.Processed }, before))
        {
            Print(job, job.Processed - before.Shown, elapsed, "");
        }
    }

    private static void Print(Job job, int rows, TimeSpan elapsed, string state) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  job {job.Id}: {state}{job.Processed:N0} of {job.Total:N0} rows, {rows / Math.Max(elapsed.TotalSeconds, 0.001):N0} rows/s, {job.Failed:N0} failed"));
}
