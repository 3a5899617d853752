using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>GET …/imports/{jobId}</c>: how far a job is; its results when it is complete. One that nobody seems to run is sent to the queue again.</summary>
public sealed class GetImport(PrismApi api, PrismJobs prismJobs, JobStore jobs, IJobQueue queue, TimeProvider time)
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(15);

    /// <summary>Runs the operation.</summary>
    [Function("PrismGetImport")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v2/prism/{teamId}/imports/{jobId}")] HttpRequest request, string teamId, string jobId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Viewer, cancel, async caller =>
        {
            var parameters = new QueryParameters(request.Query);
            var shown = parameters.Text("results") ?? "all";
            if (shown is not ("none" or "errors" or "all"))
            {
                return Problem.Of(ApiErrors.InvalidParameter("results", "is none, errors or all"));
            }

            if (await jobs.FindAsync(caller.Team.Id, jobId, cancel) is not { Job: var job })
            {
                return Problem.Of(ApiErrors.NotFound("such job in this team, or it is older than seven days"));
            }

            if (job.Status == JobStatus.Processing && time.GetUtcNow() - job.UpdatedAt >= Forgotten)
            {
                await queue.SendAsync(new JobMessage(teamId, job.Id, 0), TimeSpan.Zero, cancel);
            }

            var results = shown == "none" ? null
                : job.Status == JobStatus.Complete ? await prismJobs.ResultsAsync(caller.Team, job, shown == "errors", parameters.Text("cursor"), cancel)
                : PrismResults.None;
            return PrismJob.Answer(200, job, job.Id, results).With("Retry-After", job.Status == JobStatus.Processing ? "1" : null);
        });
}
