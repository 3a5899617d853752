using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Hard;

/// <summary>A request that succeeds as it stands; <c>{team}</c> in the path is the team it was prepared for.</summary>
/// <param name="NeedsRoot">Whether only the root key may do it.</param>
public sealed record RouteSample(DeclaredRoute Route, string Path, string? Body, bool NeedsRoot = false);

/// <summary>One valid request for every route, with what it needs made beforehand: what walks all routes starts from here.</summary>
public static class RouteSamples
{
    private const string Contacts = "/v2/prism/{team}/contact";
    private const string Keys = "/manage/teams/{team}/keys";

    private static readonly Dictionary<string, Func<ApiClient, Task<(string Path, string? Body)>>> Makers = new()
    {
        ["Health"] = Fixed("/health"),
        ["ManageGetTeam"] = Fixed("/manage/teams/{team}"),
        ["ManagePutTeam"] = Fixed("/manage/teams/{team}", """{"name":"Renamed","default_country":"DE"}"""),
        ["ManageCreateKey"] = Fixed(Keys, """{"name":"Another","role":"viewer","allow_query_token":true}"""),
        ["ManageListKeys"] = Fixed(Keys),
        ["ManageDeleteKey"] = async api => ($"{Keys}/{await MadeAsync(api, Keys, """{"name":"Gone"}""", "id")}", null),
        ["PrismCreateContact"] = Fixed(Contacts, """{"default":{"full_name":"Ada Lovelace","tags":["a","b"],"is_active":true,"phone":"(415) 555-1234"},"list":{"11111111-2222-4333-8444-555555555555":{"title":"Countess"}}}"""),
        ["PrismListContacts"] = Fixed($"{Contacts}?limit=5&sort=-updated_at,full_name&select=email,account_id.external_id&full_name=ada%20lovelace&q=ada&include_total=true&deleted=true"),
        ["PrismCountContacts"] = Fixed($"{Contacts}/count?list_id={Guid.Empty}"),
        ["PrismQueryContacts"] = Fixed(
            $"{Contacts}/query",
            """{"query":{"filter":[{"full_name":{"contains":["ada"]}},{"not":{"created_at":{"<":"2020-01-01T00:00:00Z"}}}],"combinator":"OR","sort":[{"updated_at":"desc"}],"limit":3,"select":["email"]},"include_total":true,"deleted":false}"""),
        ["PrismGetContact"] = async api => ($"{await ContactAsync(api)}?select=full_name", null),
        ["PrismUpdateContact"] = async api => (await ContactAsync(api), """{"default":{"title":"Countess","email":"a@example.com","external_id":null,"emails":["a@example.com"]},"list":null}""".Replace("a@", $"{Guid.NewGuid():N}@", StringComparison.Ordinal)),
        ["PrismDeleteContact"] = async api => ($"{await ContactAsync(api)}?permanent=false", null),
        ["PrismDuplicateContact"] = async api => ($"{await ContactAsync(api)}/duplicate", null),
        ["PrismRestoreContact"] = async api =>
        {
            var path = await ContactAsync(api);
            Assert.Equal(204, (await api.Delete(path)).Status);
            return ($"{path}/restore", null);
        },
        ["PrismFindContact"] = async api => ($"{Contacts}/by/external_id/{await MadeAsync(api, Contacts, NewContact(), "default", "external_id")}", null),
        ["PrismUpsertContact"] = Fixed($"{Contacts}/by/company/Engines?list_id={Guid.Empty}", """{"default":{"title":"Engineer"}}"""),
        ["PrismBatchUpdateContacts"] = async api => ($"{Contacts}/batch/update", $$$"""{"items":[{"id":"{{{(await ContactAsync(api)).Split('/')[^1]}}}","default":{"title":"Countess"},"if_match":"*"}]}"""),
        ["PrismBatchDeleteContacts"] = async api => ($"{Contacts}/batch/delete", $$"""{"ids":["{{(await ContactAsync(api)).Split('/')[^1]}}"]}"""),
        ["PrismImportContacts"] = Fixed($"{Contacts}/import", """{"objects":[{"default":{"email":"import@example.com","full_name":"Ada"}}],"options":{"dedupe_by":["email"],"update_existing":true,"caseInsensitive":true}}"""),
        ["PrismListProperties"] = Fixed($"{Contacts}/properties"),
        ["PrismGetProperty"] = async api => (await PropertyAsync(api), null),
        ["PrismCreateProperty"] = _ => Task.FromResult<(string, string?)>(($"{Contacts}/properties", NewProperty())),
        ["PrismUpdateProperty"] = async api => ($"{await PropertyAsync(api)}?force=true", """{"label":"Renamed","description":"New","options":[{"slug":"low","label":"Low"}]}"""),
        ["PrismDeleteProperty"] = async api => ($"{await PropertyAsync(api)}?force=false", null),
    };

    /// <summary>The names of all functions that answer HTTP, for theories.</summary>
    public static TheoryData<string> Functions { get; } = [.. FunctionSources.Routes.Select(r => r.Function).Distinct()];

    /// <summary>Those whose route names a team.</summary>
    public static TheoryData<string> TeamFunctions { get; } = [.. FunctionSources.Routes.Where(NamesTeam).Select(r => r.Function).Distinct()];

    /// <summary>Makes what the function's request needs, through <paramref name="admin"/>, and returns the request.</summary>
    public static async Task<RouteSample> PrepareAsync(string function, ApiClient admin)
    {
        Assert.True(Makers.TryGetValue(function, out var make), $"{function} has no sample: give it one in {nameof(RouteSamples)}.");
        var (path, body) = await make(admin);
        return new RouteSample(FunctionSources.Routes.Single(r => r.Function == function), path, body, function == "ManagePutTeam");
    }

    /// <summary>Sends a sample as it stands.</summary>
    public static Task<ApiAnswer> Send(this ApiClient client, RouteSample sample) =>
        client.Send(sample.Route.Verb, sample.Path, sample.Body is null ? null : System.Text.Encoding.UTF8.GetBytes(sample.Body), sample.Body is null ? null : "application/json");

    /// <summary>All that a refused request could have changed, as text: settings, keys, definitions, and the contacts that changed last.</summary>
    public static async Task<string> SnapshotAsync(this ApiClient admin)
    {
        var parts = await Task.WhenAll(
            admin.Get("/manage/teams/{team}"), admin.Get(Keys), admin.Get($"{Contacts}/properties"),
            admin.Get($"{Contacts}?deleted=true&sort=-updated_at&limit=50&include_total=true"));
        Assert.All(parts, p => Assert.Equal(200, p.Status));
        return string.Join('\n', parts.Select(p => p.Text));
    }

    private static bool NamesTeam(DeclaredRoute route) => route.Route.Contains("{teamId", StringComparison.Ordinal);

    private static Func<ApiClient, Task<(string, string?)>> Fixed(string path, string? body = null) => _ => Task.FromResult((path, body));

    private static async Task<string> ContactAsync(ApiClient api) => $"{Contacts}/{await MadeAsync(api, Contacts, NewContact(), "id")}";

    private static async Task<string> PropertyAsync(ApiClient api) => $"{Contacts}/properties/{await MadeAsync(api, $"{Contacts}/properties", NewProperty(), "slug")}";

    private static string NewContact() => $$$"""{"default":{"full_name":"Ada Lovelace","external_id":"{{{Guid.NewGuid()}}}"}}""";

    private static string NewProperty() => $$"""{"slug":"p_{{Guid.NewGuid():N}}","label":"Level","type":"SINGLE_SELECT","multiple":false,"options":[{"slug":"low","label":"Low"},{"label":"High"}]}""";

    private static async Task<string> MadeAsync(ApiClient api, string path, string body, params string[] member)
    {
        var made = await api.Post(path, body);
        Assert.True(made.Status == 201, made.ToString());
        return member.Aggregate(made.Json, (json, name) => json[name]).ToString()!;
    }
}
