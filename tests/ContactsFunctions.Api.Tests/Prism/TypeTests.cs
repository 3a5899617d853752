using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class TypeTests(ApiFixture fixture)
{
    [Theory]
    [InlineData("NUMBER", "5", "5")]
    [InlineData("NUMBER", "\"5\"", "5")]
    [InlineData("NUMBER", "-1.5e3", "-1500")]
    [InlineData("NUMBER", "0.1", "0.1")]
    [InlineData("CURRENCY", "\"12.50\"", "12.5")]
    [InlineData("CHECKBOX", "\"true\"", "true")]
    [InlineData("CHECKBOX", "false", "false")]
    [InlineData("TEXT", "\"a  b\"", "a  b")]
    [InlineData("TEXT", "\"\"", "")]
    [InlineData("MARKDOWN", "\"# Title\\n*b*\"", "# Title\n*b*")]
    [InlineData("EMAIL", "\"Ada@Host.Example\"", "ada@host.example")]
    [InlineData("TELEPHONE", "\"(415) 555-1234\"", "+14155551234")]
    [InlineData("TELEPHONE", "\"ext. 5\"", "ext. 5")]
    [InlineData("URL", "\"https://host.example/A?b=c#d\"", "https://host.example/A?b=c#d")]
    [InlineData("SOCIAL_HANDLE", "\"@Ada\"", "@Ada")]
    [InlineData("DATETIME", "\"2026-01-31T10:00:00+02:00\"", "2026-01-31T08:00:00.000000Z")]
    [InlineData("DATETIME", "\"2026-01-31T10:00:00.123456Z\"", "2026-01-31T10:00:00.123456Z")]
    [InlineData("DATETIME", "\"2026-01-31T10:00:00\"", "2026-01-31T10:00:00.000000Z")]
    [InlineData("FULL_NAME", """{"first_name":"Ada","last_name":"Lovelace"}""", """{"first_name":"Ada","last_name":"Lovelace"}""")]
    [InlineData("FULL_NAME", "\"{\\\"first_name\\\":\\\"Ada\\\"}\"", null)]
    [InlineData("ADDRESS", """{"street":"1 Way","city":"Rome","country":"it","latitude":41.9}""", null)]
    public async Task A_value_is_taken_and_reads_in_its_form_and_can_be_written_back(string type, string written, string? read)
    {
        var team = await fixture.NewTeamAsync();
        await team.Admin.Define("thing", type);
        var made = await Expect.Status(201, team.Member.Create($$"""{"thing":{{written}}}"""));
        Assert.False(made["default"]["thing"].IsMissing);
        if (read is not null)
        {
            Assert.Equal(read, made["default"]["thing"]);
        }

        var again = await Expect.Status(200, team.Member.Change(made["id"]!, $$"""{"thing":{{made["default"]["thing"].Element.GetRawText()}}}"""));
        Assert.Equal(made.ETag, again.ETag);
        await Expect.Status(200, team.Member.Change(made["id"]!, """{"thing":null}"""));
        Assert.True((await team.Member.Values(made["id"]!))["thing"].IsMissing);
    }

    [Theory]
    [InlineData("NUMBER", "\"five\"")]
    [InlineData("NUMBER", "true")]
    [InlineData("NUMBER", "1e999")]
    [InlineData("NUMBER", "9007199254740993")]
    [InlineData("NUMBER", "[5]")]
    [InlineData("CURRENCY", "\"5 EUR\"")]
    [InlineData("CHECKBOX", "\"yes\"")]
    [InlineData("CHECKBOX", "0")]
    [InlineData("TEXT", "5")]
    [InlineData("TEXT", "{}")]
    [InlineData("MARKDOWN", "false")]
    [InlineData("EMAIL", "\"a@\"")]
    [InlineData("TELEPHONE", "\"call me\"")]
    [InlineData("TELEPHONE", "4155551234")]
    [InlineData("URL", "\"host.example\"")]
    [InlineData("URL", "\"javascript:alert(1)\"")]
    [InlineData("SOCIAL_HANDLE", "5")]
    [InlineData("DATETIME", "\"31.1.2026\"")]
    [InlineData("DATETIME", "1767225600")]
    [InlineData("FULL_NAME", "\"Ada\"")]
    [InlineData("FULL_NAME", """{"first_name":5}""")]
    [InlineData("ADDRESS", "\"Rome\"")]
    [InlineData("ADDRESS", """{"country":"Italy"}""")]
    [InlineData("ADDRESS", """{"latitude":91}""")]
    public async Task A_value_of_another_shape_is_a_422(string type, string written)
    {
        var team = await fixture.NewTeamAsync();
        await team.Admin.Define("thing", type);
        var answer = await Expect.Problem(422, "invalid_value", team.Member.Create($$"""{"thing":{{written}}}"""));
        Assert.Equal("/default/thing", answer["errors"][0]["pointer"]);
    }

    [Theory]
    [InlineData("TEXT", "[\"a\",\"b\",\"a\"]", "[\"a\",\"b\",\"a\"]")]
    [InlineData("NUMBER", "[1,\"2\"]", "[1,2]")]
    [InlineData("EMAIL", "[\"A@host.example\"]", "[\"a@host.example\"]")]
    [InlineData("TEXT", "\"a\"", "[\"a\"]")]
    public async Task A_multiple_property_takes_a_list_or_one(string type, string written, string read)
    {
        var team = await fixture.NewTeamAsync();
        await team.Admin.Define("things", type, "\"multiple\":true");
        var id = await team.Member.Make($$"""{"things":{{written}}}""");
        Assert.Equal(read, (await team.Member.Values(id))["things"]);
        await Expect.Status(200, team.Member.Change(id, """{"things":[]}"""));
        Assert.True((await team.Member.Values(id))["things"].IsMissing);
        var many = string.Join(',', Enumerable.Range(0, 101).Select(i => type == "NUMBER" ? $"{i}" : $"\"a{i}@host.example\""));
        await Expect.Problem(422, "limit_exceeded", team.Member.Create($$"""{"things":[{{many}}]}"""));
    }
}
