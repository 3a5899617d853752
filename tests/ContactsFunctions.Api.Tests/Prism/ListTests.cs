using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class ListTests(ApiFixture fixture)
{
    [Fact]
    public async Task A_page_has_rows_as_the_vendor_shows_them()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = await api.Make("""{"full_name":"Ada"}""");
        var page = await Expect.Status(200, api.List());
        Assert.Equal(["data", "has_more", "next_cursor", "total"], page.Json.Names);
        Assert.Equal(["id", "is_user_object", "properties", "source"], page["data"][0].Names);
        Assert.Equal(id, page["data"][0]["id"]);
        Assert.False(page["data"][0]["is_user_object"].Bool);
        Assert.True(page["data"][0]["source"].IsNull);
        Assert.Equal("api", page["data"][0]["properties"]["source"]);
        Assert.False(page["has_more"].Bool);
        Assert.True(page["next_cursor"].IsNull);
        Assert.True(page["total"].IsNull);
        Assert.Equal("1", (await api.List("include_total=true"))["total"]);
    }

    [Fact]
    public async Task A_page_has_25_rows_and_50_at_most_and_cursors_walk_them_all()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Status(200, api.Import("[" + string.Join(',', Enumerable.Range(0, 60).Select(i => $$$"""{"default":{"full_name":"n{{{i}}}"}}""")) + "]"));
        Assert.Equal(25, (await api.List())["data"].Count);
        Assert.Equal(25, (await api.Query("{}"))["data"].Count);
        Assert.Equal(50, (await api.List("limit=51"))["data"].Count);
        Assert.Equal(50, (await api.List("limit=1000000"))["data"].Count);
        Assert.Equal(50, (await api.Query("""{"query":{"limit":50}}"""))["data"].Count);
        await Expect.Problem(400, "invalid_parameter", api.Query("""{"query":{"limit":51}}"""));

        var seen = new List<string>();
        var page = await Expect.Status(200, api.List("limit=20"));
        while (true)
        {
            seen.AddRange(page["data"].Select(r => r["id"].ToString()!));
            Assert.Equal(page["has_more"].Bool, !page["next_cursor"].IsNull);
            if (!page["has_more"].Bool)
            {
                break;
            }

            Assert.Equal(20, page["data"].Count);
            page = await Expect.Status(200, api.List($"cursor={page["next_cursor"]}"));
        }

        Assert.Equal((60, 60), (seen.Count, seen.Distinct().Count()));
        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=-1")]
    [InlineData("limit=x")]
    [InlineData("limit=2.5")]
    [InlineData("deleted=perhaps")]
    [InlineData("include_total=1")]
    public async Task A_parameter_that_cannot_be_read_is_a_400(string query)
    {
        var api = (await fixture.NewTeamAsync()).Viewer;
        var answer = await Expect.Problem(400, "invalid_parameter", api.List(query));
        Assert.Contains($"'{query.Split('=')[0]}'", answer["message"].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("score=5", "five")]
    [InlineData("score=5.0", "five")]
    [InlineData("score=5e0", "five")]
    [InlineData("score=5,7", "five seven")]
    [InlineData("score=5&score=7", "five seven")]
    [InlineData("score=6", "")]
    [InlineData("company=engines", "five")]
    [InlineData("company=Mills,%20Ltd", "seven")]
    [InlineData("company=Engines,Mills,%20Ltd", "five")]
    [InlineData("company=Engines&company=Mills,%20Ltd", "five seven")]
    [InlineData("company=Engines&score=7", "")]
    [InlineData("is_active=true", "five")]
    [InlineData("type=client", "five")]
    [InlineData("type=CLIENT,vendor", "five seven")]
    [InlineData("tags=vip", "five")]
    [InlineData("emails=s2@host.example", "seven")]
    [InlineData("phone=(415)%20555-1234", "five")]
    [InlineData("source=api", "five seven")]
    public async Task Another_parameter_is_an_equality_filter(string query, string expected)
    {
        var team = await fixture.NewTeamAsync();
        await team.Admin.Define("score", "NUMBER");
        await team.Member.Make("""{"full_name":"five","score":5,"company":"Engines","is_active":true,"type":"client","tags":["vip","new"],"phone":"415 555 1234"}""");
        await team.Member.Make("""{"full_name":"seven","score":"7","company":"Mills, Ltd","is_active":false,"type":"vendor","emails":["s1@host.example","s2@host.example"]}""");
        Assert.Equal(expected, await team.Viewer.List(query).Names());
    }

    [Theory]
    [InlineData("emial=x", "unknown_property")]
    [InlineData("sort=emial", "unknown_property")]
    [InlineData("select=emial", "unknown_property")]
    [InlineData("is_active=perhaps", "invalid_operand")]
    [InlineData("created_at=yesterday", "invalid_operand")]
    [InlineData("type=friend", "invalid_operand")]
    [InlineData("cursor=nonsense", "invalid_cursor")]
    [InlineData("sort=tags", "invalid_sort")]
    [InlineData("sort=a,b,c,d", "invalid_sort")]
    public async Task A_filter_or_order_that_means_nothing_is_a_400(string query, string code)
    {
        var api = (await fixture.NewTeamAsync()).Viewer;
        await Expect.Problem(400, code, api.List(query));
    }

    [Fact]
    public async Task Ids_restrict_the_list()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var (a, b) = (await api.Make("""{"full_name":"a"}"""), await api.Make("""{"full_name":"b"}"""));
        await api.Make("""{"full_name":"c"}""");
        Assert.Equal("a", await api.List($"id={a}").Names());
        Assert.Equal("a b", await api.List($"id={b},{a.ToUpperInvariant()},{Guid.NewGuid()}&sort=full_name").Names());
        Assert.Equal("a", await api.Query($$"""{"id":"{{a}}"}""").Names());
        Assert.Equal("a b", await api.Query($$$"""{"id":["{{{a}}}","{{{b}}}"],"query":{"sort":[{"full_name":"asc"}]}}""").Names());
        Assert.Equal("", await api.Query("""{"id":[]}""").Names());
    }

    [Fact]
    public async Task Only_contacts_on_the_page_are_counted_as_shown_when_the_last_page_is_full()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await api.Make("""{"full_name":"a"}""");
        await api.Make("""{"full_name":"b"}""");
        var exact = await Expect.Status(200, api.List("limit=2"));
        Assert.False(exact["has_more"].Bool);
        var first = await Expect.Status(200, api.List("limit=1&include_total=true"));
        Assert.True(first["has_more"].Bool);
        Assert.Equal(2, first["total"].Int);
    }
}
