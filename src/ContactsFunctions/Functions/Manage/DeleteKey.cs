using ContactsFunctions.Core.Access;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Manage;

/// <summary><c>DELETE /manage/teams/{teamId}/keys/{keyId}</c>: 204; the key stops working within five seconds everywhere.</summary>
public sealed class DeleteKey(ManagementApi api, ApiKeys keys)
{
    /// <summary>Runs the operation.</summary>
    [Function("ManageDeleteKey")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "manage/teams/{teamId}/keys/{keyId}")] HttpRequest request,
        string teamId, string keyId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, cancel, async team =>
            await keys.DeleteAsync(team.Id, keyId, cancel) ? Answer.Empty(204) : Problem.Of(ApiErrors.NotFound("such key in this team")));
}
