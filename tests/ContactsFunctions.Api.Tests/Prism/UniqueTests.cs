using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class UniqueTests(ApiFixture fixture)
{
    [Theory]
    [InlineData("email", "a@host.example", "A@HOST.example")]
    [InlineData("external_id", "X-1", "X-1")]
    [InlineData("badge", "ada", "Ada")]
    [InlineData("number", "5", "5.0")]
    public async Task A_value_of_another_names_its_holder_on_every_path(string slug, string value, string again)
    {
        var team = await fixture.NewTeamAsync();
        await team.Admin.Define("badge", "TEXT", "\"unique\":true");
        await team.Admin.Define("number", "NUMBER", "\"unique\":true");
        var api = team.Member;
        var holder = await api.Make($$"""{"{{slug}}":"{{value}}"}""");
        var other = await api.Make("""{"city":"Rome"}""");
        var values = $$"""{"{{slug}}":"{{again}}"}""";

        foreach (var answer in (ApiAnswer[])[await api.Create(values), await api.Change(other, values), await api.Upsert("city", "rome", values), await api.Upsert("city", "Bern", values)])
        {
            Expect.Problem(409, "unique_value_taken", answer);
            Assert.Equal((holder, slug), (answer["holder"], answer["property"]));
            Assert.Contains(holder, answer["message"].ToString(), StringComparison.Ordinal);
        }

        var batch = (await api.Post(Contacts + "/batch/update", $$"""{"items":[{"id":"{{other}}","default":{{values}}}]}"""))["results"][0];
        Assert.Equal(("error", "unique_value_taken", holder), (batch["status"], batch["error"]["code"], batch["error"]["holder"]));
        var row = (await api.Import($$"""[{"default":{{values}}}]"""))["results"][0];
        Assert.Equal(("unique_value_taken", holder), (row["error"]["code"], row["error"]["holder"]));
        Assert.Equal(2, (await api.Get(Contacts + "/count"))["total"].Int);

        await Expect.Status(200, api.Change(holder, $$"""{"{{slug}}":"{{again}}"}"""));
        await Expect.Status(200, api.Change(holder, $$"""{"{{slug}}":null}"""));
        await Expect.Status(200, api.Change(other, values));
    }

    [Fact]
    public async Task A_unique_value_has_512_characters_at_most()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await api.Make($$"""{"external_id":"{{new string('x', 512)}}"}""");
        await Expect.Problem(422, "limit_exceeded", api.Create($$"""{"external_id":"{{new string('x', 513)}}"}"""));
    }

    [Fact]
    public async Task External_ids_differ_by_case()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await api.Make("""{"external_id":"x"}""");
        await api.Make("""{"external_id":"X"}""");
    }

    [Fact]
    public async Task Two_contacts_can_swap_values_through_a_free_one()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var (a, b) = (await api.Make("""{"external_id":"1"}"""), await api.Make("""{"external_id":"2"}"""));
        await Expect.Problem(409, "unique_value_taken", api.Change(a, """{"external_id":"2"}"""));
        await Expect.Status(200, api.Change(a, """{"external_id":"3"}"""));
        await Expect.Status(200, api.Change(b, """{"external_id":"1"}"""));
        await Expect.Status(200, api.Change(a, """{"external_id":"2"}"""));
    }
}
