using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>DELETE …/contact/properties/{slug or id}</c>: 204; the values stay but are hidden.</summary>
public sealed class DeleteProperty(PrismApi api, PropertyCatalog catalog)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismDeleteProperty")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v2/prism/{teamId}/contact/properties/{property}")] HttpRequest request,
        string teamId, string property, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Admin, cancel, async caller =>
        {
            var parameters = new QueryParameters(request.Query);
            var force = parameters.Flag("force");
            return parameters.Error is { } error ? Problem.Of(error)
                : await catalog.DeleteAsync(caller.Team, property, force, cancel) is { } refused ? PrismDefinition.Answer(refused)
                : Answer.Empty(204);
        });
}
