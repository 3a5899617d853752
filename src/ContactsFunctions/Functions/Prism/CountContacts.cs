using ContactsFunctions.Core;
using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Queries;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>GET …/contact/count</c>: how many live contacts the team, or one of its lists, has.</summary>
public sealed class CountContacts(PrismApi api, ContactQuery contacts)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismCountContacts")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v2/prism/{teamId}/contact/count")] HttpRequest request, string teamId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Viewer, cancel, async caller =>
        {
            var parameters = new QueryParameters(request.Query);
            var listId = parameters.Uuid("list_id");
            if (parameters.Error is { } error)
            {
                return Problem.Of(error);
            }

            var (count, wrong) = await contacts.CountAsync(caller.Team, new ContactPageRequest(1) { ListId = listId }, cancel);
            return wrong is not null ? Problem.Of(ApiErrors.Of(wrong)) : new Answer(200, Json.Write(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("total", count);
                json.WriteEndObject();
            }));
        });
}
