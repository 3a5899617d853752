using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class PhoneTests(ApiFixture fixture)
{
    [Theory]
    [InlineData("(415) 555-1234")]
    [InlineData("1-415-555-1234")]
    [InlineData("+1 (415) 555-1234")]
    [InlineData("+14155551234")]
    public async Task Any_spelling_is_read_as_E164_and_found_by_any_other(string written)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make($$"""{"full_name":"Ada","phone":"{{written}}"}""");
        var values = await api.Values(id);
        Assert.Equal("+14155551234", values["phone"]);
        Assert.Equal("""["+14155551234"]""", values["phones"]);
        foreach (var spelling in (string[])["4155551234", "(415) 555-1234", "1 415 555 1234", "+14155551234"])
        {
            Assert.Equal(id, (await api.Find("phone", spelling))["id"]);
            Assert.Equal("Ada", await api.Query($$$"""{"query":{"filter":[{"phones":{"=":"{{{spelling}}}"}}]}}""").Names());
        }
    }

    [Fact]
    public async Task The_country_of_the_team_reads_a_national_number()
    {
        var api = (await fixture.NewTeamAsync("DE")).Member;
        var id = await api.Make("""{"phone":"089 636-48018"}""");
        Assert.Equal("+498963648018", (await api.Values(id))["phone"]);
    }

    [Fact]
    public async Task What_is_no_number_of_the_country_stays_as_typed()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make("""{"full_name":"Ada","phones":["ext. 12","(415) 555-1234"]}""");
        Assert.Equal("""["ext. 12","+14155551234"]""", (await api.Values(id))["phones"]);
        Assert.Equal(id, (await api.Find("phone", "ext. 12"))["id"]);
        Assert.Equal(id, (await api.Find("phone", "415-555-1234"))["id"]);
    }

    [Fact]
    public async Task Two_spellings_of_one_number_are_one_entry()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make("""{"phones":["(415) 555-1234","+1 415 555 9999"]}""");
        await Expect.Status(200, api.Change(id, """{"phone":"1-415-555-9999"}"""));
        Assert.Equal("""["+14155559999","+14155551234"]""", (await api.Values(id))["phones"]);
        await Expect.Status(200, api.Change(id, """{"phone":null}"""));
        Assert.True((await api.Values(id))["phone"].IsMissing);
        Assert.Equal("""["+14155551234"]""", (await api.Values(id))["phones"]);
    }

    [Fact]
    public async Task A_phone_is_not_unique_and_several_that_have_it_are_told_apart_by_primary_only()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await api.Make("""{"phone":"4155551234"}""");
        await api.Make("""{"phone":"415 555 1234"}""");
        await Expect.Problem(409, "multiple_matches", api.Find("phone", "+14155551234"));
        var mixed = await api.Make("""{"phones":["+1 415 555 7777","+1 415 555 8888"]}""");
        Assert.Equal(mixed, (await api.Find("phone", "4155558888"))["id"]);
        var primary = await api.Make("""{"phone":"415 555 8888"}""");
        Assert.Equal(primary, (await api.Find("phone", "4155558888"))["id"]);
    }

    [Theory]
    [InlineData("contains", "5551", true)]
    [InlineData("contains", "555-1", true)]
    [InlineData("ends_with", "1234", true)]
    [InlineData("begins_with", "1415", true)]
    [InlineData("begins_with", "555", false)]
    [InlineData("not_contains", "5551", false)]
    public async Task Text_operators_look_at_the_digits(string name, string operand, bool expected)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await api.Make("""{"full_name":"Ada","phone":"(415) 555-1234"}""");
        Assert.Equal(expected ? "Ada" : "", await api.Query($$$"""{"query":{"filter":[{"phone":{"{{{name}}}":"{{{operand}}}"}}]}}""").Names());
    }
}
