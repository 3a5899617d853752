using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class FreeTextTests(ApiFixture fixture)
{
    private static readonly Lock Gate = new();

    /// <summary>One team for all searches: they only read.</summary>
    private static Task<ApiClient>? team;

    [Theory]
    [InlineData("ada", "Ada")]
    [InlineData("love", "Ada")]
    [InlineData("ADA LOVE", "Ada")]
    [InlineData("love ada", "Ada")]
    [InlineData("velace", "")]
    [InlineData("ada hopper", "")]
    [InlineData("engines", "Ada")]
    [InlineData("ada@host.example", "Ada")]
    [InlineData("ADA@HOST", "Ada")]
    [InlineData("second@host.example", "Ada")]
    [InlineData("14155551234", "Ada")]
    [InlineData("1415", "Ada")]
    [InlineData("o'neill", "Grace")]
    [InlineData("o’neill", "Grace")]
    [InlineData("neill-hopper", "Grace")]
    [InlineData("ünal", "Ünal")]
    [InlineData("U\u0308nal", "Ünal")]
    [InlineData("漢", "漢字")]
    [InlineData("2x", "Grace")]
    [InlineData("!!!", "")]
    [InlineData("😀", "")]
    [InlineData("london", "")]
    public async Task All_words_must_begin_words_of_names_company_mail_or_phone(string words, string expected)
    {
        var api = await Team();
        Assert.Equal(expected, First(await Expect.Status(200, api.List($"q={Uri.EscapeDataString(words)}"))));
        Assert.Equal(expected, First(await Expect.Status(200, api.Query($$$"""{"query":{"q":{{{System.Text.Json.JsonSerializer.Serialize(words)}}}}}"""))));
    }

    [Fact]
    public async Task Words_go_with_filters_and_pages()
    {
        var api = await Team();
        Assert.Equal("Ada", First(await api.List("q=ada&city=London")));
        Assert.Equal("", First(await api.List("q=ada&city=Rome")));
        Assert.Equal(4, (await api.List("q="))["data"].Count);
        Assert.Equal(1, (await api.List("q=ada&include_total=true"))["total"].Int);
    }

    private static string First(ApiAnswer page) => string.Join(' ', page["data"].Select(r => r["properties"]["full_name"].ToString()!.Split(' ')[0]));

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
        var done = await Expect.Status(200, made.Member.Import("""
            [{"default":{"full_name":"Ada Lovelace","company":"Analytical Engines","emails":["ada@host.example","second@host.example"],"phone":"(415) 555-1234","city":"London"}},
             {"default":{"full_name":"Grace O'Neill-Hopper 2x"}},{"default":{"full_name":"Ünal"}},{"default":{"full_name":"漢字"}}]
            """));
        Assert.Equal(4, done["created"].Int);
        return made.Viewer;
    }
}
