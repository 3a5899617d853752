using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Values;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Manage;

/// <summary><c>PUT /manage/teams/{teamId}</c> (root key): makes the team, 201, or changes its name and default country, 200.</summary>
public sealed class PutTeam(ManagementApi api, Teams teams)
{
    private const int MaxName = 200;

    /// <summary>Runs the operation.</summary>
    [Function("ManagePutTeam")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "manage/teams/{teamId}")] HttpRequest request, string teamId, CancellationToken cancel) =>
        api.RunAsRootAsync(request, teamId, cancel, async () =>
        {
            if (!Team.IsId(teamId))
            {
                return Problem.Of(ApiErrors.InvalidParameter("teamId", "has 1 to 40 of a-z 0-9 -"));
            }

            var (body, error) = await JsonBody.ReadAsync(request, cancel);
            var (name, country) = ((string?)null, (string?)null);
            if (error is null && body.IsPresent)
            {
                (name, country, error) = Read(body);
            }

            if (error is not null)
            {
                return Problem.Of(error);
            }

            return await teams.PutAsync(teamId, name, country, cancel) is { } put
                ? ManageJson.Answer(put.Created ? 201 : 200, put.Team).With("Location", put.Created ? $"/manage/teams/{teamId}" : null)
                : Problem.Of(ApiErrors.NotFound("such team; it is being deleted"));
        });

    private static (string? Name, string? Country, ApiError? Error) Read(JsonBody body)
    {
        var (name, wrongName) = ManageJson.Text(body.Root, "name");
        var (country, wrongCountry) = ManageJson.Text(body.Root, "default_country");
        var error = wrongName ?? wrongCountry
            ?? (name is not null && (name.Length is 0 or > MaxName || !TextFold.IsWellFormed(name)) ? ApiErrors.InvalidValue("/name", $"'name' has 1 to {MaxName} characters.")
            : country is not null && !Countries.IsCode(country) ? ApiErrors.InvalidValue("/default_country", "'default_country' is an ISO 3166-1 alpha-2 code in capitals.")
            : null);
        return (name, country, error);
    }
}
