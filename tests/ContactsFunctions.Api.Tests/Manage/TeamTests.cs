using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Manage;

public sealed class TeamTests(ApiFixture fixture)
{
    [Fact]
    public async Task The_root_key_makes_a_team_and_changes_it()
    {
        var root = await fixture.RootAsync();
        var path = $"/manage/teams/t-{Guid.NewGuid():N}";
        await Expect.Problem(404, "not_found", root.Get(path));
        var made = await Expect.Status(201, root.Put(path, """{"name":"Engines"}"""));
        Assert.Equal(["id", "name", "default_country"], made.Json.Names);
        Assert.Equal((path.Split('/')[^1], "Engines", "US", path), (made["id"], made["name"], made["default_country"], made.Header("Location")));
        var changed = await Expect.Status(200, root.Put(path, """{"default_country":"DE"}"""));
        Assert.Equal(("Engines", "DE"), (changed["name"], changed["default_country"]));
        Assert.Equal(changed.Text, (await Expect.Status(200, root.Get(path))).Text);
        Assert.Equal(changed.Text, (await Expect.Status(200, root.Put(path))).Text);
    }

    [Fact]
    public async Task A_new_country_reads_the_phones_from_then_on()
    {
        var team = await fixture.NewTeamAsync();
        await Expect.Status(200, (await fixture.RootAsync()).Put($"/manage/teams/{team.Id}", """{"default_country":"DE"}"""));
        Assert.Equal("+498963648018", (await team.Member.Values(await team.Member.Make("""{"phone":"089 63648018"}""")))["phone"]);
    }

    [Theory]
    [InlineData("""{"default_country":"Germany"}""", 422, "invalid_value")]
    [InlineData("""{"default_country":"XX"}""", 422, "invalid_value")]
    [InlineData("""{"default_country":5}""", 422, "invalid_value")]
    [InlineData("""{"name":""}""", 422, "invalid_value")]
    [InlineData("""{"name":[]}""", 422, "invalid_value")]
    [InlineData("""{"name":"\ud800"}""", 422, "invalid_value")]
    [InlineData("[]", 400, "invalid_body")]
    [InlineData("{", 400, "invalid_json")]
    public async Task A_body_that_cannot_be_makes_no_team(string body, int status, string code)
    {
        var root = await fixture.RootAsync();
        var path = $"/manage/teams/t-{Guid.NewGuid():N}";
        await Expect.Problem(status, code, root.Put(path, body));
        await Expect.Problem(404, "not_found", root.Get(path));
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("a_b")]
    [InlineData("a.b")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task An_id_has_1_to_40_of_letters_digits_and_hyphens(string id)
    {
        var root = await fixture.RootAsync();
        await Expect.Problem(400, "invalid_parameter", root.Put($"/manage/teams/{id}", "{}"));
        await Expect.Problem(404, "not_found", root.Get($"/manage/teams/{id}"));
    }

    [Fact]
    public async Task Other_credentials_are_refused()
    {
        var (team, other) = (await fixture.NewTeamAsync(), await fixture.NewTeamAsync());
        const string Path = "/manage/teams/{team}";
        Assert.Equal(team.Id, (await Expect.Status(200, team.Admin.Get(Path)))["id"]);
        await Expect.Problem(403, "forbidden", team.Member.Get(Path));
        await Expect.Problem(403, "forbidden", team.Viewer.Get(Path));
        await Expect.Problem(403, "forbidden", team.Admin.Put(Path, "{}"));
        await Expect.Problem(404, "not_found", team.Admin.As(other.Admin.Key).Get(Path));
        await Expect.Problem(404, "not_found", team.Admin.As(other.Admin.Key).Put(Path, "{}"));
        foreach (var key in (string?[])[null, "nonsense", (await fixture.RootAsync()).Key + "x"])
        {
            await Expect.Problem(401, "unauthorized", team.Admin.As(key).Get(Path));
            await Expect.Problem(401, "unauthorized", team.Admin.As(key).Put(Path, "{}"));
        }
    }
}
