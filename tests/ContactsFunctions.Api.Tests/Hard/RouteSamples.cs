using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Hard;

/// <summary>A request that succeeds as it stands; <c>{team}</c> in the path is the team it was prepared for.</summary>
/// <param name="NeedsRoot">Whether only the root key may do it.</param>
public sealed record RouteSample(DeclaredRoute Route, string Path, string? Body, bool NeedsRoot = false)
{
    /// <summary>Whether a status is that of the request done: 2xx, or for the cancelling of a job, which may have ended before, its 409.</summary>
    public bool IsDone(int status) => status is >= 200 and < 300 || (status == 409 && Route.Function == "PrismCancelImport");
}

/// <summary>One valid request for every route, with what it needs made beforehand: what walks all routes starts from here.</summary>
public static class RouteSamples
{
    private const string Contacts = "/v2/prism/{team}/contact";
    private const string Keys = "/manage/teams/{team}/keys";

    /// <summary>A value for a property of each type.</summary>
    private static readonly (string Type, string Value)[] Types =
    [
        ("ADDRESS", """{"street":"1 Main St","country":"US","latitude":1.5}"""), ("CHECKBOX", "true"), ("CURRENCY", "12.5"), ("DATETIME", "\"2026-01-31T10:00:00Z\""), ("EMAIL", "\"a@example.com\""), ("FULL_NAME", """{"first_name":"Ada","last_name":"Lovelace"}"""),
        ("MARKDOWN", "\"*a*\""), ("MULTI_SELECT", "[\"low\",\"high\"]"), ("NUMBER", "5"), ("SINGLE_SELECT", "\"low\""), ("SOCIAL_HANDLE", "\"@ada\""), ("TELEPHONE", "\"+1 415 555 1234\""), ("TEXT", "\"text\""), ("URL", "\"https://example.com/\""),
    ];

    private static readonly Dictionary<string, Func<ApiClient, Task<(string Path, string? Body)>>> Makers = new()
    {
        ["Health"] = Fixed("/health"),
        ["ManageGetTeam"] = Fixed("/manage/teams/{team}"),
        ["ManagePutTeam"] = Fixed("/manage/teams/{team}", """{"name":"Renamed","default_country":"DE"}"""),
        ["ManageCreateKey"] = Fixed(Keys, """{"name":"Another","role":"viewer","allow_query_token":true}"""),
        ["ManageListKeys"] = Fixed(Keys),
        ["ManageDeleteKey"] = async api => ($"{Keys}/{await MadeAsync(api, Keys, """{"name":"Gone"}""", "id")}", null),
        ["PrismCreateContact"] = async api => (Contacts, await WithAllTypesAsync(
            api, """{"default":{"full_name":"Ada Lovelace","tags":["a","b"],"is_active":true,"phone":"(415) 555-1234","account_id":{"id":"11111111-2222-4333-8444-555555555555"},ALL},"list":{"11111111-2222-4333-8444-555555555555":{"title":"Countess"}}}""")),
        ["PrismListContacts"] = Fixed($"{Contacts}?limit=5&sort=-updated_at,full_name&select=email,account_id.external_id&full_name=ada%20lovelace&q=ada&include_total=true&deleted=true"),
        ["PrismCountContacts"] = Fixed($"{Contacts}/count?list_id={Guid.Empty}"),
        ["PrismQueryContacts"] = async api => ($"{Contacts}/query", await WithAllTypesAsync(
            api, """{"query":{"filter":[{"full_name":{"contains":["ada"]}},{"of_number":{"between":[1,2]},"of_datetime":{"<=":"2026-01-01T00:00:00Z"},"of_telephone":{"in":["+14155551234"]},"of_address":{"exists":true}},{"not":{"of_single_select":{"=":"low"}}}],"combinator":"OR","sort":[{"of_number":"desc"}],"limit":3,"select":["email","account_id.external_id"]},"id":["11111111-2222-4333-8444-555555555555"],"include_total":true,"deleted":false,"q":"ada"}""")),
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
        ["PrismListImports"] = Fixed("/v2/prism/{team}/imports?limit=5"),
        ["PrismGetImport"] = async api => ($"{await ImportAsync(api)}?results=errors", null),
        ["PrismGetImportErrors"] = async api => ($"{await ImportAsync(api)}/errors", null),
        ["PrismCancelImport"] = async api => ($"{await ImportAsync(api)}/cancel", null),
        ["PrismExportContacts"] = Fixed($"{Contacts}/export?format=csv&limit=5&sort=-updated_at&select=email,full_name&full_name=ada"),
        ["ManageDeleteTeam"] = Fixed("/manage/teams/{team}"),
        ["PrismListProperties"] = Fixed($"{Contacts}/properties"),
        ["PrismGetProperty"] = async api => (await PropertyAsync(api), null),
        ["PrismCreateProperty"] = _ => Task.FromResult<(string, string?)>(($"{Contacts}/properties", NewProperty())),
        ["PrismUpdateProperty"] = async api => ($"{await PropertyAsync(api)}?force=true", """{"label":"Renamed","description":"New","options":[{"slug":"low","label":"Low"}]}"""),
        ["PrismDeleteProperty"] = async api => ($"{await PropertyAsync(api)}?force=false", null),
    };

    /// <summary>The names of all functions that answer HTTP, for theories; but the one after which there is no team to go on with.</summary>
    public static TheoryData<string> Functions { get; } = [.. FunctionSources.Routes.Select(r => r.Function).Distinct().Where(f => f != "ManageDeleteTeam")];

    /// <summary>Those whose route names a team.</summary>
    public static TheoryData<string> TeamFunctions { get; } = [.. FunctionSources.Routes.Where(NamesTeam).Select(r => r.Function).Distinct()];

    /// <summary>Makes what the function's request needs, through <paramref name="admin"/>, and returns the request.</summary>
    public static async Task<RouteSample> PrepareAsync(string function, ApiClient admin)
    {
        Assert.True(Makers.TryGetValue(function, out var make), $"{function} has no sample: give it one in {nameof(RouteSamples)}.");
        var (path, body) = await make(admin);
        return new RouteSample(FunctionSources.Routes.Single(r => r.Function == function), path, body, function is "ManagePutTeam" or "ManageDeleteTeam");
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

    /// <summary>A small import that is done.</summary>
    private static async Task<string> ImportAsync(ApiClient api)
    {
        var made = await api.Post($"{Contacts}/import", """{"objects":[{"default":{"full_name":"Ada"}},{"default":{"email":"none"}}]}""");
        Assert.True(made.Status == 200, made.ToString());
        return made.Header("Location")!;
    }

    private static async Task<string> PropertyAsync(ApiClient api) => $"{Contacts}/properties/{await MadeAsync(api, $"{Contacts}/properties", NewProperty(), "slug")}";

    /// <summary>Puts a value of each type where the body says <c>ALL</c>; defines the properties when the team has not got them.</summary>
    private static async Task<string> WithAllTypesAsync(ApiClient api, string body)
    {
        if ((await api.Get($"{Contacts}/properties/of_url")).Status == 404)
        {
            foreach (var (type, _) in Types)
            {
                var more = type.EndsWith("SELECT", StringComparison.Ordinal) ? ""","options":[{"label":"Low"},{"label":"High"}]""" : type == "CURRENCY" ? ""","currency":"EUR" """ : "";
                await MadeAsync(api, $"{Contacts}/properties", $$"""{"slug":"of_{{type.ToLowerInvariant()}}","label":"All","type":"{{type}}","multiple":{{(type == "MULTI_SELECT" ? "true" : "false")}}{{more}}}""", "slug");
            }
        }

        return body.Replace("ALL", string.Join(',', Types.Select(t => $"\"of_{t.Type.ToLowerInvariant()}\":{t.Value}")), StringComparison.Ordinal);
    }

    private static string NewContact() => $$$"""{"default":{"full_name":"Ada Lovelace","external_id":"{{{Guid.NewGuid()}}}"}}""";

    private static string NewProperty() => $$"""{"slug":"p_{{Guid.NewGuid():N}}","label":"Level","type":"SINGLE_SELECT","multiple":false,"options":[{"slug":"low","label":"Low"},{"label":"High"}]}""";

    private static async Task<string> MadeAsync(ApiClient api, string path, string body, params string[] member)
    {
        var made = await api.Post(path, body);
        Assert.True(made.Status == 201, made.ToString());
        return member.Aggregate(made.Json, (json, name) => json[name]).ToString()!;
    }
}
