using System.Text.Json;
using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>POST …/contact/batch/delete</c>: <c>{ids: […]}</c>; soft-deletes each; up to 100 ids 200 with a result per id, in order; more, or <c>Prefer: respond-async</c>, 202 and a job.</summary>
public sealed class BatchDeleteContacts(PrismApi api, PrismJobs jobs)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismBatchDeleteContacts")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v2/prism/{teamId}/contact/batch/delete")] HttpRequest request, string teamId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Member, cancel, async caller =>
        {
            var (body, error) = await JsonBody.ReadAsync(request, cancel);
            var ids = PrismBody.Member(body.Root, "ids");
            error ??= ids.ValueKind != JsonValueKind.Array ? ApiErrors.InvalidBody("'ids' is required, a list of contact ids.", "/ids")
                : ids.GetArrayLength() > PrismJobs.MaxBatch ? PrismJobs.TooMany("ids") : null;
            if (error is not null)
            {
                return Problem.Of(error);
            }

            var rows = ids.EnumerateArray().Select((id, index) => new JobRow(index, null)
            {
                ContactId = PropertyInput.Of(id).TryGetText(out var text) ? text : null,
            }).ToList();
            return await jobs.RunBatchAsync(caller, body, JobKind.BatchDelete, rows);
        });
}
