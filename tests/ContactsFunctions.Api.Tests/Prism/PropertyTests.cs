using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class PropertyTests(ApiFixture fixture)
{
    [Fact]
    public async Task A_definition_is_made_read_changed_and_deleted_by_slug_and_by_id()
    {
        var admin = (await fixture.NewTeamAsync()).Admin;
        var made = await admin.Define("score", "NUMBER", "\"label\":\"Score\",\"description\":\"Of ten\"");
        Assert.Equal(["id", "slug", "label", "description", "type", "multiple", "options", "currency", "handle_service", "unique", "required", "read_only", "system"], made.Json.Names);
        Assert.Equal(("score", "Score", "Of ten", "NUMBER", "false"), (made["slug"], made["label"], made["description"], made["type"], made["system"]));
        Assert.Equal($"/v2/prism/{admin.Team}/contact/properties/score", made.Header("Location"));
        Assert.Equal(made.Text, (await Expect.Status(200, admin.Get(Properties + "/score"))).Text);
        Assert.Equal(made.Text, (await Expect.Status(200, admin.Get($"{Properties}/{made["id"]}"))).Text);

        var changed = await Expect.Status(200, admin.Patch(Properties + "/score", """{"label":"Points","description":null,"slug":"score","type":"NUMBER","multiple":false,"unique":false}"""));
        Assert.Equal("Points", changed["label"]);
        Assert.True(changed["description"].IsNull);
        await Expect.Status(200, admin.Patch($"{Properties}/{made["id"]}", """{"required":true}"""));
        await Expect.Status(204, admin.Delete($"{Properties}/{made["id"]}"));
        await Expect.Problem(404, "not_found", admin.Get(Properties + "/score"));
        await Expect.Problem(404, "not_found", admin.Delete(Properties + "/score"));
        await Expect.Problem(404, "not_found", admin.Patch(Properties + "/score", "{}"));
    }

    [Fact]
    public async Task The_list_has_the_system_properties_and_the_custom_ones()
    {
        var team = await fixture.NewTeamAsync();
        await team.Admin.Define("score", "NUMBER");
        var all = (await Expect.Status(200, team.Viewer.Get(Properties)))["data"].ToList();
        foreach (var slug in "full_name first_name last_name mention_name title company department city country portal_role portal_role_id account_external_id external_id import_job_id tags email phone emails phones description linkedin twitter github photo_url is_active created_at updated_at deleted_at type source account_id".Split(' '))
        {
            Assert.True(all.Single(d => d["slug"] == slug)["system"].Bool, slug);
        }

        Assert.Equal(["internal", "external", "vendor", "client"], all.Single(d => d["slug"] == "type")["options"].Select(o => o["slug"].ToString()));
        Assert.True(all.Single(d => d["slug"] == "created_at")["read_only"].Bool);
        Assert.False(all.Single(d => d["slug"] == "score")["system"].Bool);
        Assert.Equal("type", (await Expect.Status(200, team.Viewer.Get(Properties + "/type")))["slug"]);
    }

    [Theory]
    [InlineData("""{"type":"TEXT"}""")]
    [InlineData("""{"slug":"Upper","type":"TEXT"}""")]
    [InlineData("""{"slug":"1st","type":"TEXT"}""")]
    [InlineData("""{"slug":"a-b","type":"TEXT"}""")]
    [InlineData("""{"slug":"email","type":"TEXT"}""")]
    [InlineData("""{"slug":"id","type":"TEXT"}""")]
    [InlineData("""{"slug":"q","type":"TEXT"}""")]
    [InlineData("""{"slug":"include_total","type":"TEXT"}""")]
    [InlineData("""{"slug":"format","type":"TEXT"}""")]
    [InlineData("""{"slug":"score"}""")]
    [InlineData("""{"slug":"score","type":"DECIMAL"}""")]
    [InlineData("""{"slug":"score","type":5}""")]
    [InlineData("""{"slug":"score","type":"TEXT","multiple":"yes"}""")]
    [InlineData("""{"slug":"score","type":"TEXT","unique":true,"multiple":true}""")]
    [InlineData("""{"slug":"score","type":"ADDRESS","unique":true}""")]
    [InlineData("""{"slug":"score","type":"TEXT","label":""}""")]
    [InlineData("""{"slug":"score","type":"TEXT","options":[{"label":"a"}]}""")]
    [InlineData("""{"slug":"score","type":"TEXT","currency":"EUR"}""")]
    [InlineData("""{"slug":"score","type":"CURRENCY","currency":"XXQ"}""")]
    [InlineData("""{"slug":"score","type":"SOCIAL_HANDLE","handle_service":"MYSPACE"}""")]
    [InlineData("""{"slug":"score","type":"SINGLE_SELECT","options":{}}""")]
    [InlineData("""{"slug":"score","type":"SINGLE_SELECT","options":[{}]}""")]
    [InlineData("""{"slug":"score","type":"SINGLE_SELECT","options":[{"label":"a"},{"slug":"a"}]}""")]
    public async Task A_definition_that_cannot_be_is_a_422(string body)
    {
        var admin = (await fixture.NewTeamAsync()).Admin;
        var answer = await Expect.Problem(422, "invalid_value", admin.Post(Properties, body));
        Assert.StartsWith("/", answer["errors"][0]["pointer"].ToString(), StringComparison.Ordinal);
        await Expect.Problem(404, "not_found", admin.Get(Properties + "/score"));
    }

    [Theory]
    [InlineData("[]", "invalid_body")]
    [InlineData("{", "invalid_json")]
    public async Task A_body_that_is_no_object_is_a_400(string body, string code)
    {
        var admin = (await fixture.NewTeamAsync()).Admin;
        await admin.Define("score", "NUMBER");
        await Expect.Problem(400, code, admin.Post(Properties, body));
        await Expect.Problem(400, code, admin.Patch(Properties + "/score", body));
    }

    [Fact]
    public async Task A_slug_is_taken_once()
    {
        var admin = (await fixture.NewTeamAsync()).Admin;
        await admin.Define("score", "NUMBER");
        await Expect.Problem(409, "slug_taken", admin.Post(Properties, """{"slug":"score","type":"NUMBER"}"""));
        await Expect.Status(201, admin.Post(Properties, $$"""{"slug":"a{{new string('x', 62)}}","type":"TEXT"}"""));
        await Expect.Problem(422, "invalid_value", admin.Post(Properties, $$"""{"slug":"a{{new string('x', 63)}}","type":"TEXT"}"""));
    }

    [Theory]
    [InlineData("""{"slug":"other"}""", "slug")]
    [InlineData("""{"type":"TEXT"}""", "type")]
    [InlineData("""{"multiple":true}""", "multiple")]
    [InlineData("""{"unique":true}""", "unique")]
    public async Task Slug_type_multiple_and_unique_are_fixed(string body, string member)
    {
        var admin = (await fixture.NewTeamAsync()).Admin;
        var made = await admin.Define("score", "NUMBER");
        var answer = await Expect.Problem(422, "fixed_member", admin.Patch(Properties + "/score", body));
        Assert.Equal("/" + member, answer["errors"][0]["pointer"]);
        Assert.Equal(made.Text, (await admin.Get(Properties + "/score")).Text);
    }

    [Fact]
    public async Task A_system_property_cannot_be_changed_or_deleted()
    {
        var admin = (await fixture.NewTeamAsync()).Admin;
        Assert.Equal(422, (await admin.Patch(Properties + "/email", """{"label":"x"}""")).Status);
        Assert.Equal(422, (await admin.Delete(Properties + "/email")).Status);
    }

    [Fact]
    public async Task A_team_has_20_unique_definitions_and_500_in_all()
    {
        var admin = (await fixture.NewTeamAsync()).Admin;
        for (var i = 0; i < 20; i++)
        {
            await admin.Define($"u{i}", "TEXT", "\"unique\":true");
        }

        await Expect.Problem(422, "limit_exceeded", admin.Post(Properties, """{"slug":"u20","type":"TEXT","unique":true}"""));
        var options = string.Join(',', Enumerable.Range(0, 1000).Select(i => $$"""{"slug":"o{{i}}"}"""));
        Assert.Equal(1000, (await admin.Define("big", "SINGLE_SELECT", $"\"options\":[{options}]"))["options"].Count);
        await Expect.Problem(422, "limit_exceeded", admin.Post(Properties, $$"""{"slug":"bigger","type":"SINGLE_SELECT","options":[{{options}},{"slug":"one_more"}]}"""));
        for (var i = 0; i < 479; i++)
        {
            await admin.Define($"p{i}", "TEXT");
        }

        await Expect.Status(204, admin.Delete(Properties + "/p0"));
        await Expect.Problem(422, "limit_exceeded", admin.Post(Properties, """{"slug":"more","type":"TEXT"}"""));
        await admin.Define("p0", "TEXT");
    }
}
