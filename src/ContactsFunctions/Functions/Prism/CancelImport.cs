using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>POST …/imports/{jobId}/cancel</c>: the rows that are left stay undone; after the answer nothing more is written. 409 when the job has ended.</summary>
public sealed class CancelImport(PrismApi api, PrismJobs prismJobs, JobStore jobs, IdempotentAnswers answers)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismCancelImport")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v2/prism/{teamId}/imports/{jobId}/cancel")] HttpRequest request, string teamId, string jobId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Member, cancel, caller => answers.RunAsync(caller, JsonBody.None, Problem.Of, async record =>
        {
            async ValueTask<Answer> Render(Job job) =>
                PrismJob.Answer(200, job, job.Id, await prismJobs.ResultsAsync(caller.Team, job, errorsOnly: false, null, cancel));

            var ended = await jobs.CancelAsync(teamId, jobId, record is null ? null : async job => record(await Render(job)), cancel);
            return ended switch
            {
                null => Problem.Of(ApiErrors.NotFound("such job in this team, or it is older than seven days")),
                { Cancelled: true } => await Render(ended.Value.Job),
                { Job.Status: JobStatus.Processing } => null,
                _ => Problem.Of(new ApiError(409, "job_finished", "The job has ended already; there is nothing to cancel.")),
            };
        }));
}
