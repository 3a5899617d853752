using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class AccountTests(ApiFixture fixture)
{
    private const string Account = "0192d3a0-7c1e-7000-8000-000000000001";

    [Theory]
    [InlineData($"\"{Account}\"")]
    [InlineData("\"0192D3A0-7C1E-7000-8000-000000000001\"")]
    [InlineData($$"""{"id":"{{Account}}"}""")]
    [InlineData($$$"""{"id":"{{{Account}}}","properties":{}}""")]
    public async Task An_account_is_taken_as_an_id_or_as_it_is_read(string written)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var made = await Expect.Status(201, api.Create($$"""{"full_name":"Ada","account_id":{{written}}}"""));
        Assert.Equal(Account, made["default"]["account_id"]["id"]);
        Assert.Equal("{}", made["default"]["account_id"]["properties"]);
        Assert.Equal("Ada", await api.List($"account_id={Account}").Names());
    }

    [Fact]
    public async Task An_external_id_gives_the_account_an_id_of_its_own_in_the_team()
    {
        var (one, other) = ((await fixture.NewTeamAsync()).Member, (await fixture.NewTeamAsync()).Member);
        var id = await one.Make("""{"account_external_id":"A-1"}""");
        var again = await one.Make("""{"account_external_id":"A-1"}""");
        var foreign = await other.Make("""{"account_external_id":"A-1"}""");

        var account = (await one.Values(id))["account_id"];
        Assert.Equal('5', account["id"].ToString()![14]);
        Assert.Equal("A-1", account["properties"]["external_id"]);
        Assert.Equal(account["id"].ToString(), (await one.Values(again))["account_id"]["id"]);
        Assert.NotEqual(account["id"].ToString(), (await other.Values(foreign))["account_id"]["id"]);

        await Expect.Status(200, one.Change(id, """{"account_external_id":null}"""));
        Assert.True((await one.Values(id))["account_id"].IsMissing);
    }

    [Fact]
    public async Task A_selection_can_be_dotted_into_the_account()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await api.Make("""{"full_name":"Ada","account_external_id":"A-1"}""");
        var whole = (await api.Query("""{"query":{"select":["account_id"]}}"""))["data"][0]["properties"];
        var part = (await api.Query("""{"query":{"select":["account_id.external_id"]}}"""))["data"][0]["properties"];
        Assert.Equal(["account_id"], whole.Names);
        Assert.Equal("A-1", whole["account_id"]["properties"]["external_id"]);
        Assert.Equal("A-1", part["account_id"]["properties"]["external_id"]);
        await Expect.Problem(400, "unknown_property", api.Query("""{"query":{"select":["account_id.name"]}}"""));
        await Expect.Problem(400, "unknown_property", api.Query("""{"query":{"select":["company.name"]}}"""));
    }
}
