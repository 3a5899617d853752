using System.Diagnostics;
using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Manage;

public sealed class KeyTests(ApiFixture fixture)
{
    private const string Keys = "/manage/teams/{team}/keys";

    [Fact]
    public async Task A_key_is_shown_once_and_listed_without_its_secret()
    {
        var team = await fixture.NewTeamAsync();
        var made = await Expect.Status(201, team.Admin.Post(Keys, """{"name":"Desk","allow_query_token":true}"""));
        var text = made["key"].ToString()!;
        Assert.StartsWith($"ck_{team.Id}_{made["id"]}_", text, StringComparison.Ordinal);
        Assert.Equal(("Desk", "member", "true"), (made["name"], made["role"], made["allow_query_token"]));
        Assert.NotNull(made["created_at"].ToString());
        await Expect.Status(201, team.Admin.As(text).Create("{}"));

        var listed = await Expect.Status(200, team.Admin.Get(Keys));
        Assert.Equal(4, listed["data"].Count);
        Assert.DoesNotContain(text.Split('_')[^1], listed.Text, StringComparison.Ordinal);
        var entry = listed["data"].Single(k => k["id"] == made["id"].ToString());
        Assert.Equal(made.Json.Names.Where(n => n != "key"), entry.Names);
    }

    [Fact]
    public async Task A_deleted_key_stops_working_within_five_seconds()
    {
        var team = await fixture.NewTeamAsync();
        var made = await Expect.Status(201, team.Admin.Post(Keys, """{"name":"Desk"}"""));
        var api = team.Admin.As(made["key"]);
        await Expect.Status(200, api.List());
        await Expect.Status(204, team.Admin.Delete($"{Keys}/{made["id"]}"));

        var watch = Stopwatch.StartNew();
        while ((await api.List()).Status != 401)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), "The key still works.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.DoesNotContain(made["id"].ToString()!, (await team.Admin.Get(Keys)).Text, StringComparison.Ordinal);
        await Expect.Problem(404, "not_found", team.Admin.Delete($"{Keys}/{made["id"]}"));
        await Expect.Problem(404, "not_found", team.Admin.Delete($"{Keys}/nobody"));
    }

    [Theory]
    [InlineData("""{"name":"a","role":"owner"}""", 422, "invalid_value")]
    [InlineData("""{"name":"a","role":5}""", 422, "invalid_value")]
    [InlineData("""{"name":"a","role":"admin","allow_query_token":true}""", 422, "invalid_value")]
    [InlineData("""{"name":"a","allow_query_token":"yes"}""", 422, "invalid_value")]
    [InlineData("""{"name":""}""", 422, "invalid_value")]
    [InlineData("""{"role":"viewer"}""", 422, "invalid_value")]
    [InlineData("", 422, "invalid_value")]
    [InlineData("[]", 400, "invalid_body")]
    [InlineData("{", 400, "invalid_json")]
    public async Task A_key_that_cannot_be_is_refused(string body, int status, string code)
    {
        var team = await fixture.NewTeamAsync();
        await Expect.Problem(status, code, team.Admin.Post(Keys, body));
        Assert.Equal(3, (await team.Admin.Get(Keys))["data"].Count);
    }

    [Fact]
    public async Task Only_the_root_key_and_admins_of_the_team_manage_keys()
    {
        var (team, other) = (await fixture.NewTeamAsync(), await fixture.NewTeamAsync());
        foreach (var (verb, path) in (List<(string, string)>)[("GET", Keys), ("POST", Keys), ("DELETE", Keys + "/0123456789abcdef")])
        {
            await Expect.Problem(403, "forbidden", team.Member.Send(verb, path));
            await Expect.Problem(403, "forbidden", team.Viewer.Send(verb, path));
            await Expect.Problem(404, "not_found", team.Admin.As(other.Admin.Key).Send(verb, path));
            await Expect.Problem(401, "unauthorized", team.Admin.As(null).Send(verb, path));
        }

        var root = await fixture.RootAsync();
        await Expect.Status(200, root.Get($"/manage/teams/{team.Id}/keys"));
        await Expect.Problem(404, "not_found", root.Get("/manage/teams/nobody-at-all/keys"));
    }
}
