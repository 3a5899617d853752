using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class QueryTests(ApiFixture fixture)
{
    [Theory]
    [InlineData("""[{"city":{"=":"Rome"}},{"company":{"=":"Mills"}}]""", "AND", "b")]
    [InlineData("""[{"city":{"=":"Rome"}},{"company":{"=":"Mills"}}]""", "OR", "a b c")]
    [InlineData("""[{"city":{"=":"Rome"},"company":{"=":"Mills"}},{"full_name":{"=":"d"}}]""", "OR", "b d")]
    [InlineData("""[{"full_name":{">":"a","<":"c"}}]""", "AND", "b")]
    [InlineData("""[{"or":[{"full_name":{"=":"a"}},{"full_name":{"=":"d"}}]},{"city":{"=":"Rome"}}]""", "AND", "a")]
    [InlineData("""[{"and":[{"city":{"=":"Rome"}},{"company":{"=":"Mills"}}]},{"full_name":{"=":"d"}}]""", "OR", "b d")]
    [InlineData("""[{"not":{"city":{"=":"Rome"}}}]""", "AND", "c d")]
    [InlineData("""[{"not":[{"city":{"=":"Rome"}},{"company":{"=":"Mills"}}]}]""", "AND", "a c d")]
    [InlineData("""[{"not":{"or":[{"city":{"=":"Rome"}},{"company":{"exists":true}}]}}]""", "AND", "d")]
    [InlineData("""[{"not":{"not":{"city":{"=":"Rome"}}}}]""", "AND", "a b")]
    [InlineData("""[{"or":[]}]""", "AND", "")]
    [InlineData("""[{"and":[]}]""", "AND", "a b c d")]
    [InlineData("[]", "AND", "a b c d")]
    [InlineData("[]", "OR", "a b c d")]
    [InlineData("[{}]", "AND", "a b c d")]
    [InlineData("null", "AND", "a b c d")]
    [InlineData("""{"city":{"=":"Rome"}}""", "AND", "a b")]
    [InlineData("""[{"and":[{"or":[{"not":{"and":[{"or":[{"city":{"=":"Rome"}}]}]}}]}]}]""", "AND", "c d")]
    public async Task Filters_nest(string filter, string combinator, string expected)
    {
        var api = await People();
        Assert.Equal(expected, await api.Query($$$"""{"query":{"filter":{{{filter}}},"combinator":"{{{combinator}}}","sort":[{"full_name":"asc"}]}}""").Names());
    }

    [Theory]
    [InlineData("""{"filter":"x"}""", "invalid_filter")]
    [InlineData("""{"filter":["x"]}""", "invalid_filter")]
    [InlineData("""{"filter":[{"city":"Rome"}]}""", "invalid_filter")]
    [InlineData("""{"filter":[{"and":5}]}""", "invalid_filter")]
    [InlineData("""{"filter":[],"combinator":"XOR"}""", "invalid_parameter")]
    [InlineData("""{"limit":0}""", "invalid_parameter")]
    [InlineData("""{"limit":2.5}""", "invalid_parameter")]
    [InlineData("""{"limit":"x"}""", "invalid_parameter")]
    [InlineData("""{"select":5}""", "invalid_parameter")]
    [InlineData("""{"select":["emial"]}""", "unknown_property")]
    [InlineData("""{"cursor":5}""", "invalid_parameter")]
    [InlineData("""{"q":5}""", "invalid_parameter")]
    [InlineData("""{"deleted":"perhaps"}""", "invalid_parameter")]
    public async Task A_query_that_cannot_be_read_is_a_400(string query, string code)
    {
        var api = (await fixture.NewTeamAsync()).Viewer;
        await Expect.Problem(400, code, api.Query($$"""{"query":{{query}}}"""));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("""{"query":[]}""")]
    public async Task A_body_of_the_wrong_shape_is_a_400(string body)
    {
        var api = (await fixture.NewTeamAsync()).Viewer;
        await Expect.Problem(400, "invalid_body", api.Query(body));
    }

    [Fact]
    public async Task Groups_nest_five_deep_and_no_deeper()
    {
        var api = await People();
        string Nested(int depth) => Filter(string.Concat(Enumerable.Repeat("{\"and\":[", depth)) + """{"city":{"=":"Bern"}}""" + string.Concat(Enumerable.Repeat("]}", depth)));
        Assert.Equal("c", await api.Query(Nested(5)).Names());
        await Expect.Problem(400, "invalid_filter", api.Query(Nested(6)));
    }

    [Fact]
    public async Task A_filter_has_100_comparisons_and_no_more()
    {
        var api = await People();
        string Many(int count) => Filter(string.Join(',', Enumerable.Range(0, count).Select(i => $"{{\"full_name\":{{\"=\":\"{(i == 0 ? "a" : "n" + i)}\"}}}}")));
        Assert.Equal("a", await api.Query(Many(100)).Names());
        await Expect.Problem(400, "invalid_filter", api.Query(Many(101)));
    }

    [Fact]
    public async Task The_members_of_query_are_taken_at_the_top_too_and_query_may_be_absent()
    {
        var api = await People();
        var page = await Expect.Status(200, api.Query("""{"limit":2,"sort":[{"full_name":"desc"}],"select":["full_name"],"q":"rome mills b c d a","include_total":true}"""));
        Assert.Equal(0, page["total"].Int);
        page = await Expect.Status(200, api.Query("""{"limit":2,"sort":[{"full_name":"desc"}],"select":["full_name"],"include_total":true}"""));
        Assert.Equal(("d c", 4), (page.Names(), page["total"].Int));
        Assert.Equal(["full_name"], page["data"][0]["properties"].Names);
        Assert.Equal(4, (await Expect.Status(200, api.Post(Contacts + "/query")))["data"].Count);
    }

    [Fact]
    public async Task An_unknown_slug_is_named_with_the_near_ones()
    {
        var api = (await fixture.NewTeamAsync()).Viewer;
        var answer = await Expect.Problem(400, "unknown_property", api.Query("""{"query":{"filter":[{"emial":{"=":"x"}}]}}"""));
        Assert.StartsWith("Invalid filter: unknown property slug 'emial'", answer["message"].ToString(), StringComparison.Ordinal);
        Assert.Contains("email", answer["message"].ToString()!.Replace("emial", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static string Filter(string elements) => "{\"query\":{\"combinator\":\"OR\",\"filter\":[" + elements + "]}}";

    private async Task<ApiClient> People()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Status(200, api.Import("""
            [{"default":{"full_name":"a","city":"Rome","company":"Engines"}},{"default":{"full_name":"b","city":"Rome","company":"Mills"}},
             {"default":{"full_name":"c","city":"Bern","company":"Mills"}},{"default":{"full_name":"d"}}]
            """));
        return api;
    }
}
