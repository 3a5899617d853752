using System.Text.Json;
using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Queries;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>POST …/contact/batch/update</c>: <c>{items: [{id, default, list, if_match}]}</c>; 200 with a result per item, in order.</summary>
public sealed class BatchUpdateContacts(PrismApi api, PrismJobs jobs, ContactQuery contacts, TeamSchemas schemas)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismBatchUpdateContacts")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v2/prism/{teamId}/contact/batch/update")] HttpRequest request, string teamId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Member, cancel, async caller =>
        {
            var (body, error) = await JsonBody.ReadAsync(request, cancel);
            var items = PrismBody.Member(body.Root, "items");
            error ??= items.ValueKind != JsonValueKind.Array ? ApiErrors.InvalidBody("'items' is required, a list of {id, default, list, if_match}.", "/items")
                : items.GetArrayLength() > PrismJobs.MaxRows ? PrismJobs.TooMany("items") : null;
            if (error is not null)
            {
                return Problem.Of(error);
            }

            var rows = items.EnumerateArray().Select(RowOf).ToList();
            return await jobs.RunAsync(caller, body, jobs.New(JobKind.BatchUpdate, rows.Count), rows, async (job, results) =>
            {
                var ids = results.Where(r => r.Error is null).Select(r => Guid.Parse(r.Id!)).ToList();
                var records = (await contacts.GetManyAsync(caller.Team, ids, cancel)).OfType<ContactVersion>().DistinctBy(v => v.Contact.Id).ToDictionary(v => v.Contact.Id.ToString());
                var inOrder = results.Select(r => r.Error is null ? records.GetValueOrDefault(r.Id!) : null).ToList();
                return PrismJob.Batch(job, results, inOrder, await schemas.GetAsync(caller.Team, cancel));
            });
        });

    private static JobRow RowOf(JsonElement item, int index)
    {
        var (values, error) = PrismBody.Values(item, $"/items/{index}");
        var id = PropertyInput.Of(PrismBody.Member(item, "id")).TryGetText(out var text) ? text : null;
        var ifMatch = PrismBody.Member(item, "if_match");
        var tag = PropertyInput.Of(ifMatch).TryGetText(out var given) ? given : null;
        if (error is null && tag is null && ifMatch.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
        {
            error = ApiErrors.InvalidBody("'if_match' is a string.");
        }

        return new JobRow(index, null)
        {
            ContactId = id,
            Values = values,
            IfMatch = tag,
            Error = error is null ? null : new ContactError("bad_json", error.Message),
        };
    }
}
