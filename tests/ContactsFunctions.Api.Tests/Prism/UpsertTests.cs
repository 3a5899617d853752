using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class UpsertTests(ApiFixture fixture)
{
    [Fact]
    public async Task Nobody_is_made_with_the_looked_up_value_and_one_is_patched()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var made = await Expect.Status(201, api.Upsert("email", "Ada@Host.example", """{"full_name":"Ada"}"""));
        Assert.Equal("ada@host.example", made["default"]["email"]);
        Assert.Equal($"/v2/prism/{api.Team}/contact/{made["id"]}", made.Header("Location"));

        var patched = await Expect.Status(200, api.Upsert("email", "ada@host.example", """{"city":"London"}"""));
        Assert.Equal((made["id"].ToString(), "Ada", "London"), (patched["id"], patched["default"]["full_name"], patched["default"]["city"]));
        Assert.Null(patched.Header("Location"));
        Assert.NotEqual(made.ETag, patched.ETag);
        Assert.Equal(patched.ETag, (await api.Upsert("email", "ada@host.example")).ETag);
    }

    [Theory]
    [InlineData("company", "Engines")]
    [InlineData("phone", "+14155551234")]
    [InlineData("tags", "vip")]
    [InlineData("emails", "a@host.example")]
    [InlineData("type", "client")]
    [InlineData("is_active", "true")]
    [InlineData("external_id", "X")]
    [InlineData("account_external_id", "A")]
    [InlineData("full_name", "Ada Lovelace")]
    [InlineData("last_name", "Lovelace")]
    public async Task Any_property_can_name_the_contact(string slug, string value)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var made = await Expect.Status(201, api.Upsert(slug, value));
        Assert.Contains(value, made["default"][slug].ToString(), StringComparison.Ordinal);
        Assert.Equal(made["id"].ToString(), (await Expect.Status(200, api.Upsert(slug, value)))["id"]);
    }

    [Fact]
    public async Task A_body_may_repeat_the_value_in_another_spelling_but_not_have_another()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Problem(422, "value_mismatch", api.Upsert("email", "a@host.example", """{"email":"b@host.example"}"""));
        await Expect.Problem(422, "value_mismatch", api.Upsert("phone", "415 555 1234", """{"phone":"415 555 9999"}"""));
        Assert.Equal(0, (await api.Get(Contacts + "/count"))["total"].Int);
        await Expect.Status(201, api.Upsert("email", "a@host.example", """{"email":"A@Host.Example"}"""));
        await Expect.Status(201, api.Upsert("phone", "415 555 1234", """{"phone":"+1 (415) 555-1234"}"""));
    }

    [Fact]
    public async Task Several_are_a_409_and_none_is_changed()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await api.Make("""{"company":"Engines"}""");
        await api.Make("""{"company":"Engines"}""");
        await Expect.Problem(409, "multiple_matches", api.Upsert("company", "engines", """{"city":"Rome"}"""));
        Assert.Equal(0, (await api.List("city=Rome"))["data"].Count);
    }

    [Fact]
    public async Task A_secondary_address_names_the_contact_too()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make("""{"emails":["a@host.example","b@host.example"]}""");
        var found = await Expect.Status(200, api.Upsert("email", "b@host.example", """{"city":"Rome"}"""));
        Assert.Equal((id, "a@host.example"), (found["id"], found["default"]["email"]));
    }

    [Theory]
    [InlineData("""{"photo_url":"x"}""", 422, "invalid_value")]
    [InlineData("""{"emial":"x"}""", 400, "unknown_property")]
    [InlineData("""{"source":"import"}""", 422, "read_only_property")]
    [InlineData("""{"external_id":"TAKEN"}""", 409, "unique_value_taken")]
    public async Task A_refused_body_makes_nothing_and_changes_nothing(string values, int status, string code)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await api.Make("""{"external_id":"TAKEN"}""");
        await Expect.Problem(status, code, api.Upsert("email", "a@host.example", values));
        Assert.Equal(1, (await api.Get(Contacts + "/count"))["total"].Int);
        var id = await api.Make("""{"email":"a@host.example"}""");
        var before = (await api.Read(id)).ETag;
        await Expect.Problem(status, code, api.Upsert("email", "a@host.example", values));
        Assert.Equal(before, (await api.Read(id)).ETag);
    }

    [Fact]
    public async Task A_deleted_contact_is_no_match()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make("""{"email":"a@host.example"}""");
        await api.Remove(id);
        Assert.NotEqual(id, (await Expect.Status(201, api.Upsert("email", "a@host.example")))["id"]);
    }
}
