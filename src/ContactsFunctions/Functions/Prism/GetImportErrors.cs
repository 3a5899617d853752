using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>GET …/imports/{jobId}/errors</c>: the failed rows as CSV with their original columns and the reason, ready to mend and import again.</summary>
public sealed class GetImportErrors(PrismApi api, JobStore jobs, JobErrorsFile errors)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismGetImportErrors")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v2/prism/{teamId}/imports/{jobId}/errors")] HttpRequest request, string teamId, string jobId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Viewer, cancel, async caller =>
            await jobs.FindAsync(caller.Team.Id, jobId, cancel) is not { Job: var job } ? Problem.Of(ApiErrors.NotFound("such job in this team, or it is older than seven days"))
            : new Download("text/csv; charset=utf-8", $"errors-{job.Id}.csv", body => errors.WriteAsync(caller.Team, job, body, cancel)));
}
