using ContactsFunctions.Core.Access;
using Microsoft.AspNetCore.Http;

namespace ContactsFunctions.Http;

/// <summary>The guard of routes that name a team: a key of another team sees nothing there.</summary>
public sealed class TeamApi(ApiWrapper wrapper, ApiKeys keys, TeamSchemas teams)
{
    /// <summary>Runs an operation for a caller with at least this role; else 401, 403, or 404 for a foreign team.</summary>
    public Task<IResult> RunAsync(HttpRequest request, string teamId, Role role, CancellationToken cancel, Func<Caller, Task<IResult>> operation) =>
        wrapper.RunAsync(request, Problem.Of, async () =>
        {
            if (Credentials.Of(request) is not { } credential || await keys.CheckAsync(credential, cancel) is not { } known)
            {
                return Problem.Of(ApiErrors.Unauthorized).With("WWW-Authenticate", "Bearer");
            }

            if (known.TeamId != teamId || await teams.FindAsync(teamId, cancel) is not { } team)
            {
                return Problem.Of(ApiErrors.NotFound("such team for this key"));
            }

            return known.Key.Role < role
                ? Problem.Of(ApiErrors.Forbidden(role.Name()))
                : await operation(new Caller(request, team, known.Key.Role, known.Key.Id, cancel));
        });
}
