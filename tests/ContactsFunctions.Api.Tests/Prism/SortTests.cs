using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class SortTests(ApiFixture fixture)
{
    private const string People = """
        [{"default":{"full_name":"a","city":"Rome","score":10}},
         {"default":{"full_name":"b","city":"rome","score":9}},
         {"default":{"full_name":"c","city":"Bern","score":-1.5}},
         {"default":{"full_name":"d","score":10}},
         {"default":{"full_name":"e","city":"Élan"}},
         {"default":{"full_name":"f"}}]
        """;

    [Theory]
    [InlineData("full_name", "a b c d e f")]
    [InlineData("-full_name", "f e d c b a")]
    [InlineData("score,full_name", "c b a d e f")]
    [InlineData("-score,full_name", "a d b c e f")]
    [InlineData("-score,-full_name", "d a b c f e")]
    [InlineData("city,full_name", "c a b e d f")]
    [InlineData("-city,full_name", "e a b c d f")]
    [InlineData("city,score,full_name", "c b a e d f")]
    [InlineData("city,-score,-full_name", "c a b e d f")]
    [InlineData("-city,-score,full_name", "e a b c d f")]
    public async Task Up_to_three_keys_order_in_both_directions_with_the_absent_last(string sort, string expected)
    {
        var api = await People_of_a_team();
        Assert.Equal(expected, await api.List($"sort={sort}").Names());
        var keys = string.Join(',', sort.Split(',').Select(k => k.StartsWith('-') ? $"{{\"{k[1..]}\":\"desc\"}}" : $"{{\"{k}\":\"asc\"}}"));
        Assert.Equal(expected, await api.Query($"{{\"query\":{{\"sort\":[{keys}]}}}}").Names());

        var names = new List<string>();
        var page = await Expect.Status(200, api.List($"limit=1&sort={sort}"));
        while (true)
        {
            names.Add(page.Names());
            if (!page["has_more"].Bool)
            {
                break;
            }

            page = await Expect.Status(200, api.List($"sort={sort}&cursor={page["next_cursor"]}"));
        }

        Assert.Equal(expected, string.Join(' ', names));
    }

    [Fact]
    public async Task Equals_are_ordered_by_id_in_the_direction_of_the_first_key()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Status(200, api.Import("[" + string.Join(',', "abc".Select(c => $$$"""{"default":{"full_name":"{{{c}}}","city":"Rome"}}""")) + "]"));
        var byId = await api.List().Names();
        Assert.Equal(byId, await api.List("sort=city").Names());
        Assert.Equal(string.Join(' ', byId.Split(' ').Reverse()), await api.List("sort=-city").Names());
        Assert.Equal(string.Join(' ', byId.Split(' ').Reverse()), await api.List("sort=-company").Names());
    }

    [Fact]
    public async Task Time_orders_as_time()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var first = await api.Make("""{"full_name":"a"}""");
        await api.Make("""{"full_name":"b"}""");
        await Expect.Status(200, api.Change(first, """{"city":"Rome"}"""));
        Assert.Equal("a b", await api.List("sort=created_at").Names());
        Assert.Equal("a b", await api.List("sort=-updated_at,full_name").Names());
    }

    [Theory]
    [InlineData("""[{"city":"up"}]""", "invalid_parameter")]
    [InlineData("""["city"]""", "invalid_parameter")]
    [InlineData("""[{"emial":"asc"}]""", "unknown_property")]
    [InlineData("""[{"tags":"asc"}]""", "invalid_sort")]
    [InlineData("""[{"emails":"asc"}]""", "invalid_sort")]
    [InlineData("""[{"city":"asc"},{"title":"asc"},{"company":"asc"},{"country":"asc"}]""", "invalid_sort")]
    [InlineData("""[{"city":"asc"},{"city":"desc"}]""", "invalid_sort")]
    public async Task An_order_that_cannot_be_is_a_400(string sort, string code)
    {
        var api = (await fixture.NewTeamAsync()).Viewer;
        await Expect.Problem(400, code, api.Query($$$"""{"query":{"sort":{{{sort}}}}}"""));
    }

    private async Task<ApiClient> People_of_a_team()
    {
        var team = await fixture.NewTeamAsync();
        await team.Admin.Define("score", "NUMBER");
        await Expect.Status(200, team.Member.Import(People));
        return team.Member;
    }
}
