using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Properties;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>GET …/contact/properties/{slug or id}</c>: one definition.</summary>
public sealed class GetProperty(PrismApi api, PropertyCatalog catalog)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismGetProperty")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v2/prism/{teamId}/contact/properties/{property}")] HttpRequest request,
        string teamId, string property, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Viewer, cancel, async caller =>
            (await catalog.ReadAsync(caller.Team, cancel)).FindBySlugOrId(property) is { } found
                ? PrismDefinition.Answer(200, found)
                : PrismDefinition.Answer(DefinitionError.Absent));
}
