using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class FindTests(ApiFixture fixture)
{
    [Fact]
    public async Task The_contact_that_has_the_value_is_shown_whole()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var made = await api.Create("""{"full_name":"Ada","external_id":"Crm-1"}""");
        var found = await Expect.Status(200, api.Find("external_id", "Crm-1"));
        Assert.Equal((made.Text, made.ETag), (found.Text, found.ETag));
        Assert.Null(found.Header("Location"));
        await Expect.Problem(404, "not_found", api.Find("external_id", "crm-1"));
        await Expect.Problem(404, "not_found", api.Find("external_id", "Crm"));
    }

    [Fact]
    public async Task Several_are_a_409()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await api.Make("""{"company":"Engines"}""");
        await api.Make("""{"company":"ENGINES"}""");
        await Expect.Problem(409, "multiple_matches", api.Find("company", "engines"));
    }

    [Theory]
    [InlineData("is_active", "perhaps")]
    [InlineData("created_at", "yesterday")]
    [InlineData("email", "no address")]
    [InlineData("phone", "none")]
    [InlineData("photo_url", "nowhere")]
    [InlineData("type", "friend")]
    [InlineData("account_id", "x")]
    [InlineData("score", "five")]
    public async Task A_value_that_cannot_be_of_the_type_is_a_400(string slug, string value)
    {
        var team = await fixture.NewTeamAsync();
        await team.Admin.Define("score", "NUMBER");
        await Expect.Problem(400, "invalid_operand", team.Member.Find(slug, value));
        await Expect.Problem(400, "invalid_operand", team.Member.Upsert(slug, value));
    }

    [Fact]
    public async Task An_unknown_slug_is_a_400_that_names_it()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        foreach (var answer in (ApiAnswer[])[await api.Find("emial", "x"), await api.Upsert("emial", "x")])
        {
            Expect.Problem(400, "unknown_property", answer);
            Assert.Contains("'emial'", answer["message"].ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("is_active", "true", "true")]
    [InlineData("type", "client", "Client")]
    [InlineData("tags", "vip", "VIP")]
    [InlineData("score", "5", "5.0")]
    [InlineData("created_on", "2026-01-31T10:00:00Z", "2026-01-31T11:00:00+01:00")]
    public async Task A_value_is_converted_to_the_type(string slug, string stored, string asked)
    {
        var team = await fixture.NewTeamAsync();
        await team.Admin.Define("score", "NUMBER");
        await team.Admin.Define("created_on", "DATETIME");
        var id = await team.Member.Make(slug == "tags" ? """{"tags":["new","vip"]}""" : $$"""{"{{slug}}":"{{stored}}"}""");
        await team.Member.Make("{}");
        Assert.Equal(id, (await Expect.Status(200, team.Member.Find(slug, asked)))["id"]);
    }

    [Theory]
    [InlineData("a+b&c=d;e,f@g", "a+b&c=d;e,f@g")]
    [InlineData("https://www.linkedin.com/in/ada", "https:%2F%2Fwww.linkedin.com%2Fin%2Fada")]
    [InlineData("https://www.linkedin.com/in/ada", "https%3a%2f%2fwww.linkedin.com%2fin%2fada")]
    [InlineData("ä ö 漢字 😀", "%C3%A4%20%C3%B6%20%E6%BC%A2%E5%AD%97%20%F0%9F%98%80")]
    [InlineData("50% \"a\" 'b' \\ ] --", "50%25%20%22a%22%20%27b%27%20%5C%20%5D%20--")]
    [InlineData("..", "%2E%2E%20")]
    public async Task A_path_carries_any_value(string value, string escaped)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var stored = escaped.EndsWith("%20", StringComparison.Ordinal) ? value + " " : value;
        var id = await api.Make($$"""{"linkedin":{{System.Text.Json.JsonSerializer.Serialize(stored)}}}""");
        Assert.Equal(id, (await Expect.Status(200, api.Get($"{Contacts}/by/linkedin/{escaped}")))["id"]);
        Assert.Equal(id, (await Expect.Status(200, api.Put($"{Contacts}/by/linkedin/{escaped}", "{}")))["id"]);
    }

    [Fact]
    public async Task Values_of_objects_cannot_be_looked_up()
    {
        var team = await fixture.NewTeamAsync();
        await team.Admin.Define("home", "ADDRESS");
        await Expect.Problem(400, "invalid_operand", team.Member.Find("home", "Rome"));
    }
}
