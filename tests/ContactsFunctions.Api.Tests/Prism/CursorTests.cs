using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class CursorTests(ApiFixture fixture)
{
    private const string Base = """{"query":{"filter":[{"company":{"=":"Engines"}}],"sort":[{"full_name":"asc"}],"limit":2,"cursor":CURSOR}}""";

    [Fact]
    public async Task A_cursor_remembers_its_limit_and_leaves_select_and_total_free()
    {
        var (api, cursor) = await FirstPage();
        var page = await Expect.Status(200, api.Query(With(cursor)
            .Replace("\"limit\":2", "\"limit\":50,\"select\":[\"company\"]", StringComparison.Ordinal).Replace("{\"query\"", "{\"include_total\":true,\"query\"", StringComparison.Ordinal)));
        Assert.Equal(2, page["data"].Count);
        Assert.Equal(["company"], page["data"][0]["properties"].Names);
        Assert.Equal(5, page["total"].Int);
        Assert.True(page["has_more"].Bool);

        var last = await Expect.Status(200, api.Query(With(page["next_cursor"]!)));
        Assert.Equal("e", last.Names());
        Assert.False(last["has_more"].Bool);
    }

    [Fact]
    public async Task A_cursor_is_taken_at_the_top_too_and_the_one_inside_wins()
    {
        var (api, cursor) = await FirstPage();
        var top = Base.Replace(",\"cursor\":CURSOR", "", StringComparison.Ordinal).Replace("{\"query\"", $"{{\"cursor\":\"{cursor}\",\"query\"", StringComparison.Ordinal);
        Assert.Equal("c d", await api.Query(top).Names());
        var both = With(cursor).Replace("{\"query\"", "{\"cursor\":\"nonsense\",\"query\"", StringComparison.Ordinal);
        Assert.Equal("c d", await api.Query(both).Names());
    }

    [Theory]
    [InlineData("\"Engines\"", "\"Mills\"")]
    [InlineData("\"asc\"", "\"desc\"")]
    [InlineData("full_name", "city")]
    [InlineData("{\"query\":{", "{\"query\":{\"q\":\"a\",")]
    [InlineData("{\"query\":{", "{\"deleted\":true,\"query\":{")]
    [InlineData("{\"query\":{", "{\"id\":[],\"query\":{")]
    [InlineData("{\"query\":{", "{\"query\":{\"list_id\":\"0192d3a0-7c1e-7000-8000-00000000000a\",")]
    public async Task A_cursor_of_another_query_is_a_400(string part, string other)
    {
        var (api, cursor) = await FirstPage();
        await Expect.Problem(400, "cursor_mismatch", api.Query(With(cursor).Replace(part, other, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_cursor_of_another_team_or_of_none_is_a_400()
    {
        var (_, cursor) = await FirstPage();
        var other = (await fixture.NewTeamAsync()).Member;
        await Expect.Problem(400, "cursor_mismatch", other.Query(With(cursor)));
        await Expect.Problem(400, "invalid_cursor", other.Query(With("AAAA")));
        await Expect.Problem(400, "invalid_cursor", other.Query(With("not base64!")));
    }

    [Fact]
    public async Task Pages_are_not_numbered()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Problem(400, "use_cursor", api.Query("""{"query":{"page":2}}"""));
        await Expect.Problem(400, "use_cursor", api.Query("""{"page":2}"""));
        await Expect.Status(200, api.Query("""{"query":{"page":1}}"""));
    }

    [Fact]
    public async Task Contacts_that_come_and_go_between_pages_shift_nobody()
    {
        var (api, cursor) = await FirstPage();
        await api.Make("""{"full_name":"aa","company":"Engines"}""");
        await api.Make("""{"full_name":"cc","company":"Engines"}""");
        await api.Remove((await api.Find("full_name", "a"))["id"]!);
        Assert.Equal("c cc", await api.Query(With(cursor)).Names());
    }

    private async Task<(ApiClient Api, string Cursor)> FirstPage()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Status(200, api.Import("[" + string.Join(',', "edcba".Select(c => $$$"""{"default":{"full_name":"{{{c}}}","company":"Engines"}}""")) + "]"));
        var first = await Expect.Status(200, api.Query(Base.Replace("CURSOR", "null", StringComparison.Ordinal)));
        Assert.Equal("a b", first.Names());
        return (api, first["next_cursor"]!);
    }

    private static string With(string cursor) => Base.Replace("CURSOR", $"\"{cursor}\"", StringComparison.Ordinal);
}
