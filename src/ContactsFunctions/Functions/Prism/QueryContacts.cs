using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Queries;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>POST …/contact/query</c>: a page of contacts by a filter tree. Reads only, so an Idempotency-Key is ignored.</summary>
public sealed class QueryContacts(PrismApi api, PrismPage page)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismQueryContacts")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v2/prism/{teamId}/contact/query")] HttpRequest request, string teamId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Viewer, cancel, async caller =>
        {
            var (body, error) = await JsonBody.ReadAsync(request, cancel);
            var (query, names) = (new ContactPageRequest(PrismListParameters.DefaultLimit), (IReadOnlyList<string>)[]);
            if (error is null && body.IsPresent)
            {
                (query, names, error) = new PrismQueryBody(body.Root).Read();
            }

            return error is not null ? Problem.Of(error) : await page.AnswerAsync(caller, query, names);
        });
}
