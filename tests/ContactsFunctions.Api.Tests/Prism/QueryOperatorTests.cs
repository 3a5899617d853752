using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class QueryOperatorTests(ApiFixture fixture)
{
    private const string People = """
        [{"default":{"full_name":"a","city":"Rome","score":5,"tags":["x","y"],"is_active":true,"type":"client","since":"2026-01-01T00:00:00Z","sizes":[1,10],"home":{"city":"Rome"},"phone":"+14155551234","areas":["north"]}},
         {"default":{"full_name":"b","city":"Bern","score":7,"tags":["y"],"is_active":false,"type":"vendor","since":"2026-02-01T00:00:00Z","sizes":[5],"photo_url":"https://host.example/b.png","areas":["north","south"]}},
         {"default":{"full_name":"c","city":"","score":-1}},
         {"default":{"full_name":"d"}}]
        """;

    private static readonly Lock Gate = new();

    /// <summary>One team for all filters: they only read.</summary>
    private static Task<ApiClient>? team;

    [Theory]
    [InlineData("city", "=", "\"rome\"", "a")]
    [InlineData("city", "=", "\"\"", "c")]
    [InlineData("city", "=", "null", "d")]
    [InlineData("city", "!=", "\"Rome\"", "b c d")]
    [InlineData("city", "!=", "null", "a b c")]
    [InlineData("score", "=", "\"5\"", "a")]
    [InlineData("score", "<", "5", "c")]
    [InlineData("score", "<=", "5", "a c")]
    [InlineData("score", ">", "5", "b")]
    [InlineData("score", ">=", "\"5\"", "a b")]
    [InlineData("score", "!=", "5", "b c d")]
    [InlineData("score", "between", "[-1,5]", "a c")]
    [InlineData("score", "between", "[6,5]", "")]
    [InlineData("score", "in", "[5,\"7\"]", "a b")]
    [InlineData("score", "in", "5", "a")]
    [InlineData("score", "in", "[]", "")]
    [InlineData("score", "not_in", "[5,7]", "c d")]
    [InlineData("score", "not_in", "[]", "a b c d")]
    [InlineData("city", "<", "\"C\"", "b c")]
    [InlineData("city", ">", "\"bern\"", "a")]
    [InlineData("city", "between", "[\"a\",\"bernz\"]", "b")]
    [InlineData("city", "contains", "\"OM\"", "a")]
    [InlineData("city", "contains", "[\"om\",\"er\"]", "a b")]
    [InlineData("city", "contains", "\"\"", "a b c")]
    [InlineData("city", "not_contains", "\"om\"", "b c d")]
    [InlineData("city", "not_contains", "[\"om\",\"er\"]", "c d")]
    [InlineData("city", "begins_with", "\"ro\"", "a")]
    [InlineData("city", "ends_with", "\"RN\"", "b")]
    [InlineData("city", "exists", "true", "a b c")]
    [InlineData("city", "exists", "false", "d")]
    [InlineData("city", "not_exists", "true", "d")]
    [InlineData("city", "not_exists", "false", "a b c")]
    [InlineData("city", "is_null", "true", "d")]
    [InlineData("city", "is_null", "false", "a b c")]
    [InlineData("city", "is_not_null", "true", "a b c")]
    [InlineData("city", "is_not_null", "false", "d")]
    [InlineData("tags", "=", "\"X\"", "a")]
    [InlineData("tags", "!=", "\"x\"", "b c d")]
    [InlineData("tags", "in", "[\"x\",\"y\"]", "a b")]
    [InlineData("tags", "contains", "\"y\"", "a b")]
    [InlineData("tags", "not_contains", "\"x\"", "b c d")]
    [InlineData("tags", "exists", "true", "a b")]
    [InlineData("sizes", "between", "[4,6]", "b")]
    [InlineData("sizes", ">", "5", "a")]
    [InlineData("sizes", "=", "10", "a")]
    [InlineData("is_active", "=", "true", "a")]
    [InlineData("is_active", "=", "\"false\"", "b")]
    [InlineData("is_active", "!=", "true", "b c d")]
    [InlineData("type", "=", "\"Client\"", "a")]
    [InlineData("type", "in", "[\"client\",\"vendor\"]", "a b")]
    [InlineData("areas", "contains", "\"South\"", "b")]
    [InlineData("areas", "contains", "[\"north\",\"south\"]", "a b")]
    [InlineData("areas", "not_contains", "[\"south\"]", "a c d")]
    [InlineData("areas", "=", "\"north\"", "a b")]
    [InlineData("since", ">=", "\"2026-02-01T01:00:00+01:00\"", "b")]
    [InlineData("since", "=", "\"2026-01-01T00:00:00\"", "a")]
    [InlineData("since", "between", "[\"2026-01-01T00:00:00Z\",\"2026-01-31T00:00:00Z\"]", "a")]
    [InlineData("home", "exists", "true", "a")]
    [InlineData("home", "is_null", "true", "b c d")]
    [InlineData("photo_url", "ends_with", "\".png\"", "b")]
    [InlineData("photo_url", "contains", "\".PNG\"", "")]
    [InlineData("phone", "=", "\"(415) 555-1234\"", "a")]
    [InlineData("phone", "contains", "\"none\"", "")]
    public async Task An_operator_means_what_it_says(string slug, string name, string operand, string expected)
    {
        var api = await Team();
        Assert.Equal(expected, await api.Query($$$"""{"query":{"filter":[{"{{{slug}}}":{"{{{name}}}":{{{operand}}}}}],"sort":[{"full_name":"asc"}]}}""").Names());
    }

    [Theory]
    [InlineData("city", "like", "\"x\"", "invalid_operator")]
    [InlineData("score", "contains", "5", "invalid_operator")]
    [InlineData("score", "begins_with", "5", "invalid_operator")]
    [InlineData("is_active", "<", "true", "invalid_operator")]
    [InlineData("is_active", "contains", "true", "invalid_operator")]
    [InlineData("type", "<", "\"client\"", "invalid_operator")]
    [InlineData("type", "begins_with", "\"c\"", "invalid_operator")]
    [InlineData("photo_url", "between", "[\"a\",\"b\"]", "invalid_operator")]
    [InlineData("phone", ">", "\"1\"", "invalid_operator")]
    [InlineData("home", "=", "{\"city\":\"Rome\"}", "invalid_operator")]
    [InlineData("home", "contains", "\"Rome\"", "invalid_operator")]
    [InlineData("score", "=", "\"five\"", "invalid_operand")]
    [InlineData("score", ">", "null", "invalid_operand")]
    [InlineData("score", "=", "[5]", "invalid_operand")]
    [InlineData("score", "between", "[1]", "invalid_operand")]
    [InlineData("score", "between", "5", "invalid_operand")]
    [InlineData("score", "in", "[null]", "invalid_operand")]
    [InlineData("city", "=", "5", "invalid_operand")]
    [InlineData("city", "=", "{}", "invalid_operand")]
    [InlineData("city", "contains", "5", "invalid_operand")]
    [InlineData("city", "exists", "5", "invalid_operand")]
    [InlineData("city", "=", "\"a\\u0000\"", "invalid_operand")]
    [InlineData("city", "=", "\"a\\ud800\"", "invalid_operand")]
    [InlineData("city", "contains", "\"\\udc00\"", "invalid_operand")]
    [InlineData("city", "in", "[\"x\",\"\\ud800\"]", "invalid_operand")]
    [InlineData("type", "=", "\"friend\"", "invalid_operand")]
    [InlineData("type", "contains", "\"friend\"", "invalid_operand")]
    [InlineData("since", ">", "\"yesterday\"", "invalid_operand")]
    [InlineData("emial", "=", "\"x\"", "unknown_property")]
    public async Task What_cannot_be_compared_is_a_400(string slug, string name, string operand, string code)
    {
        var api = await Team();
        var answer = await Expect.Problem(400, code, api.Query($$$"""{"query":{"filter":[{"{{{slug}}}":{"{{{name}}}":{{{operand}}}}}]}}"""));
        Assert.StartsWith("Invalid filter: ", answer["message"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comparison_takes_500_operands_and_no_more()
    {
        var api = await Team();
        string Query(int count) => $$$$"""{"query":{"filter":[{"score":{"in":[{{{{string.Join(',', Enumerable.Range(5, count))}}}}]}}]}}""";
        Assert.Equal("a b", await api.Query(Query(500)).Names());
        await Expect.Problem(400, "invalid_operand", api.Query(Query(501)));
        string Ids(int count) => "{\"id\":[" + string.Join(',', Enumerable.Range(0, count).Select(_ => $"\"{Guid.NewGuid()}\"")) + "]}";
        await Expect.Status(200, api.Query(Ids(500)));
        await Expect.Problem(400, "invalid_operand", api.Query(Ids(501)));
    }

    private Task<ApiClient> Team()
    {
        lock (Gate)
        {
            return team ??= MakeTeam();
        }
    }

    private async Task<ApiClient> MakeTeam()
    {
        var made = await fixture.NewTeamAsync();
        await made.Admin.Define("score", "NUMBER");
        await made.Admin.Define("since", "DATETIME");
        await made.Admin.Define("sizes", "NUMBER", "\"multiple\":true");
        await made.Admin.Define("home", "ADDRESS");
        await made.Admin.Define("areas", "MULTI_SELECT", """ "options":[{"label":"North"},{"label":"South"}] """);
        var done = await Expect.Status(200, made.Member.Import(People));
        Assert.Equal(4, done["created"].Int);
        return made.Viewer;
    }
}
