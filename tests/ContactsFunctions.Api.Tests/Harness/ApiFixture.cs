using ContactsFunctions.Api.Tests.Harness;

[assembly: AssemblyFixture(typeof(ApiFixture))]

namespace ContactsFunctions.Api.Tests.Harness;

/// <summary>A team of its own for a test, with a client for each role.</summary>
public sealed record TestTeam(string Id, ApiClient Admin, ApiClient Member, ApiClient Viewer);

/// <summary>
/// What all tests share: one LocalHost, started when first needed, or the deployment that <c>CONTACTS_BASE_URL</c> and
/// <c>CONTACTS_ROOT_KEY</c> name.
/// </summary>
public sealed class ApiFixture : IAsyncDisposable
{
    private readonly Lazy<Task<LocalHostProcess>> host = new(() => LocalHostProcess.StartAsync());

    /// <summary>The deployment under test, or null when the tests start LocalHost themselves.</summary>
    public static string? DeployedUrl { get; } = Environment.GetEnvironmentVariable("CONTACTS_BASE_URL")?.TrimEnd('/') is { Length: > 0 } url ? url : null;

    /// <summary>Skips a test that is about processes when the tests do not start any.</summary>
    public static void NeedsOwnProcess() =>
        Assert.SkipWhen(DeployedUrl is not null, "CONTACTS_BASE_URL is set: the process under test is not ours to start and stop.");

    /// <summary>A client without a credential or a team.</summary>
    public async Task<ApiClient> AnonymousAsync() => new(DeployedUrl ?? (await host.Value).BaseUrl, "", null);

    /// <summary>A client with the root key.</summary>
    public async Task<ApiClient> RootAsync() =>
        (await AnonymousAsync()).As(DeployedUrl is null ? (await host.Value).RootKey : Environment.GetEnvironmentVariable("CONTACTS_ROOT_KEY"));

    /// <summary>Makes a team that no other test has, with a key for each role.</summary>
    public async Task<TestTeam> NewTeamAsync(string defaultCountry = "US") => await NewTeamAsync(await RootAsync(), defaultCountry);

    /// <summary>Makes such a team on a process of the test's own.</summary>
    public static Task<TestTeam> NewTeamAsync(LocalHostProcess host, string defaultCountry = "US") =>
        NewTeamAsync(new ApiClient(host.BaseUrl, "", host.RootKey), defaultCountry);

    /// <summary>Stops the shared process when one was started.</summary>
    public async ValueTask DisposeAsync()
    {
        if (host.IsValueCreated && await host.Value is { } started)
        {
            await started.DisposeAsync();
        }
    }

    private static async Task<TestTeam> NewTeamAsync(ApiClient root, string defaultCountry)
    {
        var id = $"t-{Guid.NewGuid():N}";
        var made = await root.Put($"/manage/teams/{id}", $$"""{"name":"Test","default_country":"{{defaultCountry}}"}""");
        Assert.True(made.Status == 201, $"The team was not made: {made}");
        return new TestTeam(id, await ClientAsync(root, id, "admin"), await ClientAsync(root, id, "member"), await ClientAsync(root, id, "viewer"));
    }

    private static async Task<ApiClient> ClientAsync(ApiClient root, string team, string role)
    {
        var made = await root.Post($"/manage/teams/{team}/keys", $$"""{"name":"{{role}}","role":"{{role}}"}""");
        Assert.True(made.Status == 201, $"The key was not made: {made}");
        return new ApiClient(root.BaseUrl, team, made["key"]);
    }
}
