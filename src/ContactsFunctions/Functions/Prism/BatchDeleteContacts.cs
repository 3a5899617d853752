using System.Text.Json;
using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>POST …/contact/batch/delete</c>: <c>{ids: […]}</c>; soft-deletes each, 200 with a result per id, in order.</summary>
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
                : ids.GetArrayLength() > PrismJobs.MaxRows ? PrismJobs.TooMany("ids") : null;
            if (error is not null)
            {
                return Problem.Of(error);
            }

            var rows = ids.EnumerateArray().Select((id, index) => new JobRow(index, null)
            {
                ContactId = PropertyInput.Of(id).TryGetText(out var text) ? text : null,
            }).ToList();
            return await jobs.RunAsync(caller, body, jobs.New(JobKind.BatchDelete, rows.Count), rows, (job, results) =>
                Task.FromResult(PrismJob.Batch(job, results, new ContactVersion?[results.Count], Schema.Empty)));
        });
}
