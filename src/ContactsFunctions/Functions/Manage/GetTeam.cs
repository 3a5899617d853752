using ContactsFunctions.Core.Access;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Manage;

/// <summary><c>GET /manage/teams/{teamId}</c>: the team's settings; one being deleted is shown to the root key only.</summary>
public sealed class GetTeam(ManagementApi api, Teams teams)
{
    /// <summary>Runs the operation.</summary>
    [Function("ManageGetTeam")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "manage/teams/{teamId}")] HttpRequest request, string teamId, CancellationToken cancel) =>
        api.RunOnAnyAsync(request, teamId, cancel, async isRoot =>
            Team.IsId(teamId) && await teams.FindAsync(teamId, cancel) is { } team && (isRoot || !team.Deleting)
                ? ManageJson.Answer(200, team)
                : Problem.Of(ApiErrors.NotFound("such team")));
}
