using ContactsFunctions.Core.Access;
using Microsoft.AspNetCore.Http;

namespace ContactsFunctions.Http;

/// <summary>The guard of management: the root key, or where it is allowed an admin key of the team.</summary>
public sealed class ManagementApi(ApiWrapper wrapper, RootKey root, ApiKeys keys, TeamSchemas teams)
{
    /// <summary>Runs an operation that only the root key may do; a team's key gets 403, of a foreign team 404.</summary>
    public Task<IResult> RunAsRootAsync(HttpRequest request, string teamId, CancellationToken cancel, Func<Task<IResult>> operation) =>
        RunAsync(request, teamId, rootOnly: true, cancel, _ => operation());

    /// <summary>Runs an operation on a team that is there, for the root key or an admin key of the team.</summary>
    public Task<IResult> RunAsync(HttpRequest request, string teamId, CancellationToken cancel, Func<Team, Task<IResult>> operation) =>
        RunAsync(request, teamId, rootOnly: false, cancel, async _ => await teams.FindAsync(teamId, cancel) is { } team
            ? await operation(team)
            : Problem.Of(ApiErrors.NotFound("such team")));

    /// <summary>Runs an operation for the root key or an admin key of the team, whether the team is there or not; says whether it was the root key.</summary>
    public Task<IResult> RunOnAnyAsync(HttpRequest request, string teamId, CancellationToken cancel, Func<bool, Task<IResult>> operation) =>
        RunAsync(request, teamId, rootOnly: false, cancel, operation);

    private Task<IResult> RunAsync(HttpRequest request, string teamId, bool rootOnly, CancellationToken cancel, Func<bool, Task<IResult>> operation) =>
        wrapper.RunAsync(request, Problem.Of, async () =>
        {
            if (Credentials.Of(request) is not { } credential)
            {
                return Problem.Of(ApiErrors.Unauthorized).With("WWW-Authenticate", "Bearer");
            }

            if (root.Accepts(credential))
            {
                return await operation(true);
            }

            if (await keys.CheckAsync(credential, cancel) is not { } known)
            {
                return Problem.Of(ApiErrors.Unauthorized).With("WWW-Authenticate", "Bearer");
            }

            return known.TeamId != teamId ? Problem.Of(ApiErrors.NotFound("such team for this key"))
                : rootOnly ? Problem.Of(ApiErrors.RootOnly)
                : known.Key.Role < Role.Admin ? Problem.Of(ApiErrors.Forbidden("admin"))
                : await operation(false);
        });
}
