using ContactsFunctions.Core;
using ContactsFunctions.Core.Access;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Manage;

/// <summary><c>GET /manage/teams/{teamId}/keys</c>: the team's keys without their secrets.</summary>
public sealed class ListKeys(ManagementApi api, ApiKeys keys)
{
    /// <summary>Runs the operation.</summary>
    [Function("ManageListKeys")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "manage/teams/{teamId}/keys")] HttpRequest request, string teamId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, cancel, async team =>
        {
            var all = await keys.ListAsync(team.Id, cancel);
            return new Answer(200, Json.Write(json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("data");
                foreach (var key in all)
                {
                    ManageJson.Write(json, key);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }));
        });
}
