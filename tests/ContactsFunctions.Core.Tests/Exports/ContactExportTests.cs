using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Exports;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Queries;
using static ContactsFunctions.Core.Tests.TeamFixture;

namespace ContactsFunctions.Core.Tests.Exports;

public sealed class ContactExportTests
{
    private const int Contacts = 130;

    private static readonly ExportSelection Selection = new(Schema.Empty, [Schema.Empty.Find("external_id")!, Schema.Empty.Find("description")!]);

    [Theory]
    [InlineData("", 130, 2_000)]
    [InlineData("city", 130, 2_000)]
    [InlineData("city", 130, 10)]
    [InlineData("-city", 60, 3_000)]
    [InlineData("city,-title", 130, 2_000)]
    [InlineData("city,-title", 7, 2_000)]
    public async Task Pages_stop_at_rows_or_bytes_and_go_on_behind_the_last_row(string sort, int limit, int maxBytes)
    {
        var team = await FillAsync();
        var whole = await PagesAsync(team, sort, Contacts, ContactExport.MaxBytes);
        Assert.Equal(Contacts, whole.Single().Lines.Count);

        var pages = await PagesAsync(team, sort, limit, maxBytes);

        Assert.Equal(whole[0].Lines, pages.SelectMany(p => p.Lines));
        Assert.All(pages, p => Assert.InRange(p.Lines.Count, 1, limit));
        Assert.All(pages, p => Assert.True(p.Bytes <= maxBytes || p.Lines.Count == 1));
        for (var i = 0; i + 1 < pages.Count; i++)
        {
            var next = pages[i + 1].Lines[0].Length + 2;
            Assert.True(pages[i].Lines.Count == limit || pages[i].Bytes + next > maxBytes, $"Page {i} stopped at {pages[i].Lines.Count} rows and {pages[i].Bytes} bytes.");
        }
    }

    [Fact]
    public async Task An_export_without_contacts_is_a_header()
    {
        var team = await StartAsync();
        var page = Assert.Single(await PagesAsync(team, "", 10, ContactExport.MaxBytes));
        Assert.Empty(page.Lines);
    }

    [Fact]
    public async Task A_query_that_cannot_be_answered_is_an_error()
    {
        var team = await StartAsync();
        var (page, error) = await new ContactExport(team.Query).PageAsync(Team, new ContactPageRequest(5) { Sort = [new SortBy("tags", false)] }, ExportFormat.Csv, Selection, Cancel);
        Assert.Null(page);
        Assert.Equal("invalid_sort", error?.Code);
    }

    [Fact]
    public async Task A_cursor_of_long_pages_gives_a_list_no_more_than_its_own_limit()
    {
        var team = await FillAsync();
        var (page, _) = await new ContactExport(team.Query).PageAsync(Team, new ContactPageRequest(100), ExportFormat.Csv, Selection, Cancel);
        var (listed, _) = await team.Query.PageAsync(Team, new ContactPageRequest(10) { MaxLimit = 20, Cursor = page!.NextCursor }, Cancel);
        Assert.Equal(20, listed!.Contacts.Count);
    }

    [Fact]
    public async Task A_body_gives_back_what_it_was_given_across_its_blocks()
    {
        var body = new PageBody();
        var text = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i};"));
        for (var at = 0; at < text.Length; at += 997)
        {
            body.Append(System.Text.Encoding.UTF8.GetBytes(text.Substring(at, Math.Min(997, text.Length - at))));
        }

        Assert.Equal(text, await Exported.TextAsync(body));
    }

    private static async Task<List<(List<string> Lines, long Bytes)>> PagesAsync(TeamFixture team, string sort, int limit, int maxBytes)
    {
        var export = new ContactExport(team.Query);
        var request = new ContactPageRequest(limit) { Sort = [.. sort.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(s => new SortBy(s.TrimStart('-'), s[0] == '-'))] };
        var pages = new List<(List<string>, long)>();
        do
        {
            var (page, error) = await export.PageAsync(Team, request, ExportFormat.Csv, Selection, Cancel, maxBytes);
            Assert.Null(error);
            var lines = (await Exported.TextAsync(page!.Body)).Split("\r\n");
            Assert.Equal(("external_id,description", ""), (lines[0], lines[^1]));
            Assert.Equal(page.Rows, lines.Length - 2);
            pages.Add(([.. lines[1..^1]], page.Body.Length));
            request = request with { Cursor = page.NextCursor };
        }
        while (request.Cursor is not null);

        return pages;
    }

    private static async Task<TeamFixture> FillAsync()
    {
        var team = await StartAsync();
        var random = new Random(5);
        foreach (var i in Enumerable.Range(0, Contacts))
        {
            var city = i % 4 == 0 ? "null" : $"\"c{i % 5}\"";
            await team.CreateAsync($$"""{"external_id":"x{{i}}","city":{{city}},"title":"t{{i % 3}}","description":"{{new string('d', random.Next(100))}}"}""");
        }

        return team;
    }
}
