using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class PropertyUseTests(ApiFixture fixture)
{
    [Fact]
    public async Task A_select_is_written_as_id_slug_or_label_and_read_as_slug()
    {
        var team = await fixture.NewTeamAsync();
        var size = await team.Admin.Define("size", "SINGLE_SELECT", """ "options":[{"label":"Extra Large"},{"slug":"s","label":"Small"}] """);
        var areas = await team.Admin.Define("areas", "MULTI_SELECT", """ "options":[{"label":"North"},{"label":"South"}] """);
        Assert.True(areas["multiple"].Bool);
        Assert.Equal("extra_large", size["options"][0]["slug"]);
        foreach (var name in (string[])[size["options"][0]["id"]!, size["options"][0]["id"].ToString()!.ToUpperInvariant(), "extra_large", "Extra Large", "EXTRA large"])
        {
            var id = await team.Member.Make($$"""{"full_name":"Ada","size":"{{name}}"}""");
            Assert.Equal("extra_large", (await team.Member.Values(id))["size"]);
            Assert.Equal("Ada", await team.Member.List($"size={Uri.EscapeDataString(name)}").Names());
            Assert.Equal(id, (await team.Member.Find("size", name))["id"]);
            await team.Member.Remove(id);
        }

        var both = await team.Member.Make($$"""{"areas":["{{areas["options"][1]["id"]}}","North","south"]}""");
        Assert.Equal("""["south","north"]""", (await team.Member.Values(both))["areas"]);
        var one = await team.Member.Make("""{"areas":"north"}""");
        Assert.Equal("""["north"]""", (await team.Member.Values(one))["areas"]);
        await Expect.Problem(422, "invalid_value", team.Member.Create("""{"size":"medium"}"""));
        await Expect.Problem(422, "invalid_value", team.Member.Create("""{"areas":["north","west"]}"""));
    }

    [Fact]
    public async Task The_options_are_replaced_as_a_whole_matched_by_id_or_slug()
    {
        var team = await fixture.NewTeamAsync();
        var size = await team.Admin.Define("size", "SINGLE_SELECT", """ "options":[{"slug":"s","label":"Small"},{"slug":"m","label":"Medium"},{"slug":"l","label":"Large"}] """);
        await team.Member.Make("""{"full_name":"Ada","size":"m"}""");
        var (s, m) = (size["options"][0]["id"].ToString(), size["options"][1]["id"].ToString());

        var changed = await Expect.Status(200, team.Admin.Patch(Properties + "/size", $$"""{"options":[{"id":"{{m}}","label":"Middle"},{"slug":"s"},{"label":"Huge"}]}"""));
        Assert.Equal([m, s], changed["options"].Take(2).Select(o => o["id"].ToString()));
        Assert.Equal(["Middle", "Small", "Huge"], changed["options"].Select(o => o["label"].ToString()));
        Assert.Equal("Ada", await team.Member.List("size=Middle").Names());

        await Expect.Problem(409, "option_in_use", team.Admin.Patch(Properties + "/size", """{"options":[{"slug":"s"}]}"""));
        await Expect.Problem(422, "fixed_member", team.Admin.Patch(Properties + "/size", $$"""{"options":[{"id":"{{m}}","slug":"mm"}]}"""));
        await Expect.Problem(422, "invalid_value", team.Admin.Patch(Properties + "/size", $$"""{"options":[{"id":"{{Guid.NewGuid()}}","slug":"x"}]}"""));
        var forced = await Expect.Status(200, team.Admin.Patch(Properties + "/size?force=true", """{"options":[{"slug":"s"}]}"""));
        Assert.Equal(1, forced["options"].Count);
        await Expect.Problem(400, "invalid_parameter", team.Admin.Patch(Properties + "/size?force=perhaps", "{}"));
    }

    [Fact]
    public async Task A_property_in_use_is_deleted_by_force_hides_its_values_and_comes_back_with_them()
    {
        var team = await fixture.NewTeamAsync();
        var made = await team.Admin.Define("score", "NUMBER");
        var id = await team.Member.Make("""{"full_name":"Ada","score":5}""");
        await Expect.Problem(409, "property_in_use", team.Admin.Delete(Properties + "/score"));
        await Expect.Status(204, team.Admin.Delete(Properties + "/score?force=true"));

        Assert.True((await team.Member.Values(id))["score"].IsMissing);
        Assert.DoesNotContain("score", (await team.Viewer.Get(Properties))["data"].Select(d => d["slug"].ToString()));
        await Expect.Problem(400, "unknown_property", team.Member.List("score=5"));
        await Expect.Problem(400, "unknown_property", team.Member.Change(id, """{"score":6}"""));
        await Expect.Status(200, team.Member.Change(id, """{"city":"Rome"}"""));

        await Expect.Problem(422, "invalid_value", team.Admin.Post(Properties, """{"slug":"score","type":"TEXT"}"""));
        await Expect.Problem(422, "invalid_value", team.Admin.Post(Properties, """{"slug":"score","type":"NUMBER","unique":true}"""));
        var back = await team.Admin.Define("score", "NUMBER");
        Assert.Equal(made["id"].ToString(), back["id"]);
        Assert.Equal("5", (await team.Member.Values(id))["score"]);
        Assert.Equal("Ada", await team.Member.List("score=5").Names());
    }

    [Fact]
    public async Task A_property_that_only_the_deleted_have_is_in_use_and_one_that_nobody_has_is_not()
    {
        var team = await fixture.NewTeamAsync();
        await team.Admin.Define("score", "NUMBER");
        var id = await team.Member.Make("""{"score":5}""");
        await team.Member.Remove(id);
        await Expect.Problem(409, "property_in_use", team.Admin.Delete(Properties + "/score"));
        await Expect.Status(204, team.Admin.Delete($"{Contacts}/{id}?permanent=true"));
        await Expect.Status(204, team.Admin.Delete(Properties + "/score"));
    }

    [Fact]
    public async Task A_required_property_is_enforced_on_creates_and_on_what_would_clear_it()
    {
        var team = await fixture.NewTeamAsync();
        var old = await team.Member.Make("""{"full_name":"Old"}""");
        await team.Admin.Define("score", "NUMBER", "\"required\":true");

        var missing = await Expect.Problem(422, "required_property", team.Member.Create("{}"));
        Assert.Equal("score", missing["property"]);
        await Expect.Problem(422, "required_property", team.Member.Create("""{"score":null}"""));
        await Expect.Problem(422, "required_property", team.Member.Upsert("email", "a@host.example"));
        var row = (await team.Member.Import("""[{"default":{"city":"Rome"}}]"""))["results"][0];
        Assert.Equal("required_property", row["error"]["code"]);

        var id = await team.Member.Make("""{"score":0}""");
        await Expect.Problem(422, "required_property", team.Member.Change(id, """{"score":null}"""));
        await Expect.Status(200, team.Member.Change(id, """{"city":"Rome"}"""));
        await Expect.Status(200, team.Member.Change(old, """{"city":"Rome"}"""));
        Assert.Equal(201, (await team.Member.Upsert("score", "5")).Status);
    }

    [Fact]
    public async Task A_read_only_property_of_the_team_is_taken_at_its_present_value_only()
    {
        var team = await fixture.NewTeamAsync();
        await team.Admin.Define("score", "NUMBER");
        var id = await team.Member.Make("""{"score":5}""");
        await Expect.Status(200, team.Admin.Patch(Properties + "/score", """{"read_only":true}"""));
        await Expect.Status(200, team.Member.Change(id, """{"score":"5.0","city":"Rome"}"""));
        await Expect.Problem(422, "read_only_property", team.Member.Change(id, """{"score":6}"""));
        await Expect.Problem(422, "read_only_property", team.Member.Change(id, """{"score":null}"""));
        await Expect.Problem(422, "read_only_property", team.Member.Create("""{"score":6}"""));
        await Expect.Status(201, team.Member.Create("""{"score":null}"""));
    }
}
