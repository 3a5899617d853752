using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class EmailTests(ApiFixture fixture)
{
    [Fact]
    public async Task An_address_is_kept_in_lower_case_and_found_in_any()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var made = await Expect.Status(201, api.Create("""{"full_name":"Ada","email":" Ada@Host.Example "}"""));
        Assert.Equal("ada@host.example", made["default"]["email"]);
        Assert.Equal("""["ada@host.example"]""", made["default"]["emails"]);
        Assert.Equal("Ada", await api.List("email=ADA@HOST.EXAMPLE").Names());
        await Expect.Status(200, api.Find("email", "aDa@host.example"));
    }

    [Fact]
    public async Task Writing_the_primary_adds_it_to_the_list_and_shows_it_first()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make("""{"emails":["a@host.example","b@host.example"]}""");
        Assert.Equal("a@host.example", (await api.Values(id))["email"]);

        await Expect.Status(200, api.Change(id, """{"email":"c@host.example"}"""));
        Assert.Equal("""["c@host.example","a@host.example","b@host.example"]""", (await api.Values(id))["emails"]);

        await Expect.Status(200, api.Change(id, """{"email":"b@host.example"}"""));
        Assert.Equal("b@host.example", (await api.Values(id))["emails"][0]);
        Assert.Equal(3, (await api.Values(id))["emails"].Count);
    }

    [Fact]
    public async Task Null_removes_the_primary_and_promotes_none()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make("""{"emails":["a@host.example","b@host.example"]}""");
        await Expect.Status(200, api.Change(id, """{"email":null}"""));
        var values = await api.Values(id);
        Assert.True(values["email"].IsMissing);
        Assert.Equal("""["b@host.example"]""", values["emails"]);
    }

    [Fact]
    public async Task A_written_list_replaces_the_list_and_its_first_is_primary_unless_the_body_names_another()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make("""{"email":"a@host.example"}""");
        await Expect.Status(200, api.Change(id, """{"emails":["b@host.example","a@host.example"]}"""));
        Assert.Equal("b@host.example", (await api.Values(id))["email"]);
        await Expect.Status(200, api.Change(id, """{"emails":["b@host.example","c@host.example"],"email":"c@host.example"}"""));
        Assert.Equal("c@host.example", (await api.Values(id))["email"]);
        await Expect.Status(200, api.Change(id, """{"emails":[]}"""));
        Assert.True((await api.Values(id))["emails"].IsMissing);
        Assert.True((await api.Values(id))["email"].IsMissing);
    }

    [Fact]
    public async Task Only_the_primary_is_unique()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var first = await api.Make("""{"emails":["a@host.example","shared@host.example"]}""");
        var second = await api.Make("""{"emails":["b@host.example","shared@host.example"]}""");
        var taken = await Expect.Problem(409, "unique_value_taken", api.Change(second, """{"email":"A@host.example"}"""));
        Assert.Equal(first, taken["holder"]);

        await Expect.Status(200, api.Change(first, """{"email":"z@host.example"}"""));
        await Expect.Status(200, api.Change(second, """{"email":"a@host.example"}"""));
    }

    [Fact]
    public async Task A_lookup_prefers_the_primary_and_finds_the_others_too()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var secondary = await api.Make("""{"emails":["a@host.example","x@host.example"]}""");
        Assert.Equal(secondary, (await api.Find("email", "x@host.example"))["id"]);
        var primary = await api.Make("""{"emails":["x@host.example"]}""");
        Assert.Equal(primary, (await api.Find("email", "x@host.example"))["id"]);
        await Expect.Problem(409, "multiple_matches", api.Find("emails", "x@host.example"));
    }

    [Fact]
    public async Task What_was_read_can_be_written_back_and_changes_nothing()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var made = await api.Create("""{"full_name":"Ada King Lovelace","emails":["a@host.example","b@host.example"],"phone":"(415) 555-1234","account_external_id":"A-1","tags":["x"],"type":"client"}""");
        var same = await Expect.Status(200, api.Change(made["id"]!, made["default"]!));
        Assert.Equal(made.Text, same.Text);
        Assert.Equal(made.ETag, same.ETag);
    }
}
