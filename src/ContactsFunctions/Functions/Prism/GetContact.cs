using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Queries;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>GET …/contact/{id}</c>: one contact; 304 when If-None-Match names its version.</summary>
public sealed class GetContact(PrismApi api, ContactQuery contacts, TeamSchemas schemas)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismGetContact")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v2/prism/{teamId}/contact/{contactId:guid}")] HttpRequest request,
        string teamId, string contactId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, contactId, Role.Viewer, cancel, async (caller, id) =>
        {
            var schema = await schemas.GetAsync(caller.Team, cancel);
            var (select, error) = PrismSelection.Parse(new QueryParameters(request.Query).List("select"), schema);
            if (error is not null)
            {
                return Problem.Of(error);
            }

            if (await contacts.GetAsync(caller.Team, id, includeDeleted: false, cancel) is not { } version)
            {
                return Problem.Of(ApiErrors.Of(ContactErrors.Absent(id)));
            }

            var known = request.Headers.IfNoneMatch.ToString();
            return known.Length > 0 && EntityTag.MatchesWeakly(known, version.Tag)
                ? Answer.Empty(304).With("ETag", version.ETag)
                : PrismContact.Answer(200, version, schema, select, teamId);
        });
}
