using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Manage;

/// <summary><c>DELETE /manage/teams/{teamId}</c> (root key): 202; the team's routes answer 404 from now on, and a job erases it, the team itself last.</summary>
public sealed class DeleteTeam(ManagementApi api, Teams teams, IJobQueue queue)
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);

    /// <summary>Runs the operation.</summary>
    [Function("ManageDeleteTeam")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "manage/teams/{teamId}")] HttpRequest request, string teamId, CancellationToken cancel) =>
        api.RunAsRootAsync(request, teamId, cancel, async () =>
        {
            var message = new JobMessage(teamId, TeamEraser.JobId, 0);
            if (!Team.IsId(teamId) || await teams.FindAsync(teamId, cancel) is null)
            {
                return Problem.Of(ApiErrors.NotFound("such team"));
            }

            // As with every job: one message before the mark and one after it, so that no kill in between leaves a team half-deleted.
            await queue.SendAsync(message, Early, cancel);
            if (!await teams.MarkDeletingAsync(teamId, cancel))
            {
                return Problem.Of(ApiErrors.NotFound("such team"));
            }

            await queue.SendAsync(message, TimeSpan.Zero, cancel);
            return Answer.Empty(202).With("Location", $"/manage/teams/{teamId}").With("Retry-After", "1");
        });
}
