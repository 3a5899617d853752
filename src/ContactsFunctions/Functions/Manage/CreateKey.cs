using System.Text.Json;
using ContactsFunctions.Core;
using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Values;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Manage;

/// <summary><c>POST /manage/teams/{teamId}/keys</c>: makes a key; 201 with its text, which is shown this once.</summary>
public sealed class CreateKey(ManagementApi api, ApiKeys keys)
{
    private const int MaxName = 200;

    /// <summary>Runs the operation.</summary>
    [Function("ManageCreateKey")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "manage/teams/{teamId}/keys")] HttpRequest request, string teamId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, cancel, async team =>
        {
            var (body, error) = await JsonBody.ReadAsync(request, cancel);
            var (name, role, allowQueryToken) = ("", Role.Member, false);
            if (error is null)
            {
                (name, role, allowQueryToken, error) = body.IsPresent ? Read(body.Root) : ("", Role.Member, false, ApiErrors.InvalidValue("/name", "'name' is required."));
            }

            if (error is not null)
            {
                return Problem.Of(error);
            }

            var (key, text) = await keys.CreateAsync(team.Id, name, role, allowQueryToken, cancel);
            return new Answer(201, Json.Write(json => ManageJson.Write(json, key, text))).With("Location", $"/manage/teams/{team.Id}/keys/{key.Id}");
        });

    private static (string Name, Role Role, bool AllowQueryToken, ApiError? Error) Read(JsonElement json)
    {
        var (name, wrongName) = ManageJson.Text(json, "name");
        var (roleName, wrongRole) = ManageJson.Text(json, "role");
        var allow = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("allow_query_token", out var flag) ? flag.ValueKind : JsonValueKind.False;
        var role = Roles.Parse(roleName ?? "member");
        var error = wrongName ?? wrongRole
            ?? (name is null or "" || name.Length > MaxName || !TextFold.IsWellFormed(name) ? ApiErrors.InvalidValue("/name", $"'name' is required and has 1 to {MaxName} characters.")
            : role is null ? ApiErrors.InvalidValue("/role", "'role' is viewer, member or admin.")
            : allow is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null) ? ApiErrors.InvalidValue("/allow_query_token", "'allow_query_token' is true or false.")
            : allow == JsonValueKind.True && role == Role.Admin ? ApiErrors.InvalidValue("/allow_query_token", "An admin key cannot be sent in a query string.")
            : null);
        return (name ?? "", role ?? Role.Member, allow == JsonValueKind.True, error);
    }
}
