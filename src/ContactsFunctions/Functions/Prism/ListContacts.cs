using ContactsFunctions.Core.Access;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>GET …/contact</c>: a page of contacts; a parameter that is none of the operation's is an equality filter.</summary>
public sealed class ListContacts(PrismApi api, PrismPage page)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismListContacts")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v2/prism/{teamId}/contact")] HttpRequest request, string teamId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Viewer, cancel, async caller =>
        {
            var (query, names, error) = PrismListParameters.Read(request.Query);
            return error is not null ? Problem.Of(error) : await page.AnswerAsync(caller, query, names);
        });
}
