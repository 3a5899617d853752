using ContactsFunctions.Core.Jobs;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Jobs;

/// <summary>Runs the job that a message of the queue names, for up to 20 s, and sends it on when rows are left.</summary>
public sealed class RunJob(JobWorker worker)
{
    /// <summary>Runs the function.</summary>
    [Function("RunJob")]
    public Task Run([QueueTrigger(IJobQueue.Name)] string message, CancellationToken cancel) => worker.RunAsync(message, cancel);
}
