using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class MembershipTests(ApiFixture fixture)
{
    private const string List = "0192d3a0-7c1e-7000-8000-00000000000a";
    private const string Other = "0192d3a0-7c1e-7000-8000-00000000000b";

    [Fact]
    public async Task An_empty_object_joins_a_list_null_leaves_it_and_an_absent_one_stays()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var made = await Expect.Status(201, api.Post(Contacts, $$$$"""{"list":{"{{{{List}}}}":{},"{{{{Other}}}}":{"city":"Rome"}}}"""));
        Assert.Equal($$$"""{"{{{List}}}":{},"{{{Other}}}":{"city":"Rome"}}""", made["list"]);

        var left = await Expect.Status(200, api.Patch($"{Contacts}/{made["id"]}", $$$$"""{"list":{"{{{{List}}}}":null,"{{{{Other}}}}":{"company":"Engines"}}}"""));
        Assert.Equal([Other], left["list"].Names);
        Assert.Equal(("Rome", "Engines"), (left["list"][Other]["city"], left["list"][Other]["company"]));

        var cleared = await Expect.Status(200, api.Patch($"{Contacts}/{made["id"]}", $$$$"""{"list":{"{{{{Other}}}}":{"city":null}}}"""));
        Assert.Equal("""{"company":"Engines"}""", cleared["list"][Other]);
    }

    [Fact]
    public async Task A_list_narrows_list_query_count_and_lookup_to_its_members()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await api.Make("""{"full_name":"Ada","company":"Engines"}""");
        await Expect.Status(201, api.Post(Contacts, $$$$"""{"default":{"full_name":"Grace","company":"Engines"},"list":{"{{{{List}}}}":{}}}"""));
        Assert.Equal("Grace", await api.List($"list_id={List}").Names());
        Assert.Equal("Grace", await api.List($"list_id={List.ToUpperInvariant()}&company=engines").Names());
        Assert.Equal("Grace", await api.Query($$$"""{"query":{"list_id":"{{{List}}}"}}""").Names());
        Assert.Equal("Grace", await api.Query($$"""{"list_id":"{{List}}"}""").Names());
        Assert.Equal((1, 2), ((await api.Get($"{Contacts}/count?list_id={List}"))["total"].Int, (await api.Get(Contacts + "/count"))["total"].Int));
        await Expect.Problem(409, "multiple_matches", api.Find("company", "Engines"));
        Assert.Equal("Grace", (await Expect.Status(200, api.Get($"{Contacts}/by/company/Engines?list_id={List}")))["default"]["full_name"]);
        await Expect.Problem(404, "not_found", api.Get($"{Contacts}/by/company/Engines?list_id={Other}"));
    }

    [Theory]
    [InlineData("GET", "?list_id=x")]
    [InlineData("GET", "/count?list_id=x")]
    [InlineData("GET", "/by/email/a@host.example?list_id=x")]
    [InlineData("PUT", "/by/email/a@host.example?list_id=x")]
    public async Task A_list_that_is_no_UUID_is_a_400(string verb, string path)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Problem(400, "invalid_parameter", api.Send(verb, Contacts + path));
    }

    [Fact]
    public async Task A_list_in_a_body_must_be_a_UUID_and_its_values_valid()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Problem(422, "invalid_value", api.Post(Contacts, """{"list":{"friends":{}}}"""));
        await Expect.Problem(400, "invalid_parameter", api.Query("""{"query":{"list_id":"friends"}}"""));
        var wrong = await Expect.Problem(422, "invalid_value", api.Post(Contacts, $$$$"""{"list":{"{{{{List}}}}":{"type":"friend"}}}"""));
        Assert.Equal($"/list/{List}/type", wrong["errors"][0]["pointer"]);
        await Expect.Problem(400, "unknown_property", api.Post(Contacts, $$$$"""{"list":{"{{{{List}}}}":{"emial":"x"}}}"""));
    }

    [Fact]
    public async Task List_values_are_never_unique_and_never_searched()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        foreach (var name in (string[])["Ada", "Grace"])
        {
            await Expect.Status(201, api.Post(Contacts, $$$$"""{"default":{"full_name":"{{{{name}}}}"},"list":{"{{{{List}}}}":{"email":"a@host.example","external_id":"X","city":"Rome"}}}"""));
        }

        Assert.Equal("", await api.List("city=Rome").Names());
        Assert.Equal("", await api.List("q=a@host.example").Names());
        await Expect.Problem(404, "not_found", api.Find("email", "a@host.example"));
        await api.Make("""{"email":"a@host.example"}""");
    }

    [Fact]
    public async Task An_upsert_joins_the_list_and_joining_is_a_change()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var path = $"{Contacts}/by/email/a@host.example?list_id={List}";
        var made = await Expect.Status(201, api.Put(path, "{}"));
        Assert.Equal([List], made["list"].Names);
        var same = await Expect.Status(200, api.Put(path, "{}"));
        Assert.Equal(made.ETag, same.ETag);

        var other = await api.Make("""{"email":"b@host.example"}""");
        var taken = await Expect.Problem(409, "unique_value_taken", api.Put($"{Contacts}/by/email/b@host.example?list_id={List}", "{}"));
        Assert.Equal(other, taken["holder"]);
    }

    [Fact]
    public async Task A_contact_joins_100_lists_and_no_more()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        string Body(int lists) => "{\"list\":{" + string.Join(',', Enumerable.Range(0, lists).Select(i => $"\"0192d3a0-7c1e-7000-8000-{i:D12}\":{{}}")) + "}}";
        Assert.Equal(100, (await Expect.Status(201, api.Post(Contacts, Body(100))))["list"].Count);
        await Expect.Problem(422, "limit_exceeded", api.Post(Contacts, Body(101)));
    }
}
