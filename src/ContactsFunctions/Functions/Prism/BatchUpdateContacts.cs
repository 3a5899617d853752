using System.Text.Json;
using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>POST …/contact/batch/update</c>: <c>{items: [{id, default, list, if_match}]}</c>; up to 100 items 200 with a result per item, in order; more, or <c>Prefer: respond-async</c>, 202 and a job.</summary>
public sealed class BatchUpdateContacts(PrismApi api, PrismJobs jobs)
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
                : items.GetArrayLength() > PrismJobs.MaxBatch ? PrismJobs.TooMany("items") : null;
            if (error is not null)
            {
                return Problem.Of(error);
            }

            var rows = items.EnumerateArray().Select(RowOf).ToList();
            return await jobs.RunBatchAsync(caller, body, JobKind.BatchUpdate, rows);
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
