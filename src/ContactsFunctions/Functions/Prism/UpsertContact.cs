using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary>
/// <c>PUT …/contact/by/{slug}/{value}</c>: 201 with the value set when nobody has it, 200 patched when one contact does, 409 when several do.
/// Two at once never make two.
/// </summary>
public sealed class UpsertContact(PrismApi api)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismUpsertContact")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v2/prism/{teamId}/contact/by/{slug}/{value}")] HttpRequest request,
        string teamId, string slug, string value, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Member, cancel, async caller =>
        {
            var parameters = new QueryParameters(request.Query);
            var listId = parameters.Uuid("list_id");
            if (parameters.Error is { } error)
            {
                return Problem.Of(error);
            }

            var match = new ContactMatch(slug, PropertyInput.Of(RouteValue.Decode(value)), listId);
            return await api.WriteValuesAsync(caller, values => new ContactChange.Upsert(match, values with { Join = listId }));
        });
}
