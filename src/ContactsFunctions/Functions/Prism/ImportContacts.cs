using ContactsFunctions.Core.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary>
/// <c>POST …/contact/import</c>: rows as JSON, NDJSON, CSV or vCard, each created or matched. Up to 100 rows: 200 with a result for every row;
/// more, or with <c>Prefer: respond-async</c>: 202 and a job.
/// </summary>
public sealed class ImportContacts(PrismApi api, PrismImport import)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismImportContacts")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v2/prism/{teamId}/contact/import")] HttpRequest request, string teamId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Member, cancel, import.RunAsync);
}
