using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Queries;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>GET …/contact/by/{slug}/{value}</c>: the contact that has the value; 404 for none, 409 for several.</summary>
public sealed class FindContact(PrismApi api, ContactQuery contacts, TeamSchemas schemas)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismFindContact")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v2/prism/{teamId}/contact/by/{slug}/{value}")] HttpRequest request,
        string teamId, string slug, string value, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Viewer, cancel, async caller =>
        {
            var parameters = new QueryParameters(request.Query);
            var match = new ContactMatch(slug, PropertyInput.Of(RouteValue.Decode(value)), parameters.Uuid("list_id"));
            if (parameters.Error is { } wrong)
            {
                return Problem.Of(wrong);
            }

            var (found, error) = await contacts.FindAsync(caller.Team, match, cancel);
            return error is not null ? Problem.Of(ApiErrors.Of(error))
                : found is null ? Problem.Of(ApiErrors.NotFound($"contact with this value of '{slug}'"))
                : PrismContact.Answer(200, found, await schemas.GetAsync(caller.Team, cancel), PrismSelection.All, teamId);
        });
}
