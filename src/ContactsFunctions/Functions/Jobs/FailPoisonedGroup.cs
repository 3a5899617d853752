using ContactsFunctions.Core.Jobs;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Jobs;

/// <summary>Takes the group of a job whose message failed five times row by row: only a row that throws again fails, and the job goes on.</summary>
public sealed class FailPoisonedGroup(JobWorker worker)
{
    /// <summary>Runs the function.</summary>
    [Function("FailPoisonedGroup")]
    public Task Run([QueueTrigger(IJobQueue.PoisonName)] string message, CancellationToken cancel) => worker.RunPoisonedAsync(message, cancel);
}
