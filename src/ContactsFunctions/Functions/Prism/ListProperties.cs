using ContactsFunctions.Core;
using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>GET …/contact/properties</c>: all definitions, system and custom.</summary>
public sealed class ListProperties(PrismApi api, PropertyCatalog catalog)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismListProperties")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v2/prism/{teamId}/contact/properties")] HttpRequest request, string teamId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Viewer, cancel, async caller =>
        {
            var schema = await catalog.ReadAsync(caller.Team, cancel);
            return new Answer(200, Json.Write(json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("data");
                foreach (var definition in schema.Definitions)
                {
                    SchemaDocument.WriteDefinition(json, definition);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }));
        });
}
