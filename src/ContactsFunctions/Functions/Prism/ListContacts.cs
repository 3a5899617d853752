using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Queries;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>GET …/contact</c>: a page of contacts; a parameter that is none of the operation's is an equality filter.</summary>
public sealed class ListContacts(PrismApi api, ContactQuery contacts, TeamSchemas schemas)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismListContacts")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v2/prism/{teamId}/contact")] HttpRequest request, string teamId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Viewer, cancel, async caller =>
        {
            var (query, names, error) = PrismListParameters.Read(request.Query);
            if (error is not null)
            {
                return Problem.Of(error);
            }

            var (page, wrong) = await contacts.PageAsync(caller.Team, query, cancel);
            if (wrong is not null)
            {
                return Problem.Of(ApiErrors.Of(wrong));
            }

            var schema = await schemas.GetAsync(caller.Team, cancel);
            var (select, unknown) = PrismSelection.Parse(names, schema);
            return unknown is not null ? Problem.Of(unknown) : PrismContact.Page(page!, schema, select);
        });
}
