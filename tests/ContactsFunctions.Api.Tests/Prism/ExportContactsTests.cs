using System.Text.Json;
using System.Text.RegularExpressions;
using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed partial class ExportContactsTests(ApiFixture fixture)
{
    private const string Export = ContactCalls.Contacts + "/export";

    [Theory]
    [InlineData("csv", "text/csv; charset=utf-8", "contacts.csv", "full_name\r\nAda\r\n")]
    [InlineData("ndjson", "application/x-ndjson", "contacts.ndjson", "{\"default\":{\"full_name\":\"Ada\"},\"list\":{}}\n")]
    [InlineData("vcard", "text/vcard; charset=utf-8", "contacts.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nN:;;;;\r\nEND:VCARD\r\n")]
    public async Task Each_format_is_a_file_that_a_viewer_may_have(string format, string contentType, string fileName, string body)
    {
        var team = await fixture.NewTeamAsync();
        await team.Member.Make("""{"full_name":"Ada"}""");
        var answer = await Expect.Status(200, team.Viewer.Get($"{Export}?format={format}&select=full_name"));
        Assert.Equal(contentType, answer.Header("Content-Type"));
        Assert.Equal($"attachment; filename=\"{fileName}\"", answer.Header("Content-Disposition"));
        Assert.Null(answer.Header("Link"));
        Assert.Equal(body, answer.Text);
    }

    [Theory]
    [InlineData("", "invalid_parameter")]
    [InlineData("format=xml", "invalid_parameter")]
    [InlineData("format=csv&limit=0", "invalid_parameter")]
    [InlineData("format=csv&nmae=Ada", "unknown_property")]
    [InlineData("format=csv&select=nmae", "unknown_property")]
    [InlineData("format=csv&sort=nmae", "unknown_property")]
    [InlineData("format=csv&cursor=x", "invalid_cursor")]
    public async Task What_cannot_be_exported_is_a_problem_and_no_file(string query, string code)
    {
        var answer = await Expect.Problem(400, code, (await fixture.NewTeamAsync()).Viewer.Get($"{Export}?{query}"));
        Assert.Null(answer.Header("Content-Disposition"));
    }

    [Fact]
    public async Task Filters_order_and_selection_are_those_of_the_list()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var list = Guid.NewGuid();
        await api.Make("""{"full_name":"Ada","city":"London","company":"A"}""");
        await api.Make("""{"full_name":"Bob","city":"Paris","company":"B"}""");
        await api.Make("""{"full_name":"Cyd","city":"London","company":"C"}""");
        await Expect.Status(201, api.Post(ContactCalls.Contacts, $$$$"""{"default":{"full_name":"Dan"},"list":{"{{{{list}}}}":{"title":"x"}}}"""));
        await api.Remove(await api.Make("""{"full_name":"Eve"}"""));

        Assert.Equal(["company,full_name", "C,Cyd", "A,Ada"], await Lines(api, "city=london&sort=-full_name&select=company,full_name,company"));
        Assert.Equal(["full_name", "Ada", "Bob"], await Lines(api, "full_name=Ada,Bob&sort=full_name&select=full_name"));
        Assert.Equal(["full_name", "Dan"], await Lines(api, $"list_id={list}&select=full_name"));
        Assert.Equal(["full_name", "Bob"], await Lines(api, "q=bo&select=full_name"));
        Assert.Equal(["full_name", "Ada", "Bob", "Cyd", "Dan", "Eve"], await Lines(api, "deleted=true&sort=full_name&select=full_name"));
        Assert.Equal(["full_name"], await Lines(api, "city=Rome&select=full_name"));
    }

    [Fact]
    public async Task Without_a_selection_the_columns_are_all_definitions_in_order()
    {
        var team = await fixture.NewTeamAsync();
        await team.Admin.Define("score", "NUMBER");
        var slugs = (await Expect.Status(200, team.Viewer.Get(ContactCalls.Properties)))["data"].Select(d => d["slug"].ToString());
        Assert.Equal([string.Join(',', slugs)], await Lines(team.Viewer, ""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&sort=city")]
    [InlineData("&sort=-city,full_name")]
    public async Task Pages_lead_to_each_other_and_hold_every_contact_once(string sort)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        for (var i = 0; i < 7; i++)
        {
            await api.Make($$"""{"full_name":"n{{i}}","city":{{(i % 3 == 0 ? "null" : $"\"c, {i % 2}\"")}},"company":"R&D>x"}""");
        }

        var whole = await Lines(api, "select=full_name,city&company=R%26D%3Ex" + sort);
        var pages = new List<string[]>();
        for (var path = $"{Export}?format=csv&limit=3&select=full_name,city&company=R%26D%3Ex{sort}"; path is not null;)
        {
            var answer = await Expect.Status(200, api.Get(path));
            pages.Add(LinesOf(answer.Text));
            path = NextOf(answer);
            Assert.True(path is null || path.StartsWith($"/v2/prism/{api.Team}/contact/export?", StringComparison.Ordinal), path);
        }

        Assert.Equal([3, 3, 1], pages.Select(p => p.Length - 1));
        Assert.All(pages, p => Assert.Equal("full_name,city", p[0]));
        Assert.Equal(whole.Skip(1), pages.SelectMany(p => p.Skip(1)));
    }

    [Fact]
    public async Task A_page_ends_before_16_MB()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var text = new string('x', 200_000);
        for (var i = 0; i < 90; i += 10)
        {
            var objects = Enumerable.Range(i, 10).Select(n => $$$"""{"default":{"full_name":"n{{{n}}}","description":"{{{text}}}"}}""");
            await Expect.Status(200, api.Import($"[{string.Join(',', objects)}]"));
        }

        var first = await Expect.Status(200, api.Get($"{Export}?format=csv&select=full_name,description"));
        Assert.InRange(first.Body.Length, (16 * 1024 * 1024) - 200_100, 16 * 1024 * 1024);
        var second = await Expect.Status(200, api.Get(NextOf(first)!));
        Assert.Null(NextOf(second));
        var names = LinesOf(first.Text).Skip(1).Concat(LinesOf(second.Text).Skip(1)).Select(l => l.Split(',')[0]);
        Assert.Equal(Enumerable.Range(0, 90).Select(n => $"n{n}").Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_formula_is_written_behind_an_apostrophe_and_a_phone_is_not()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await api.Make("""{"company":"=cmd|' /C calc'!A0","phone":"+1 415 555 1234","title":"'quoted"}""");
        Assert.Equal(["company,phone,title", "'=cmd|' /C calc'!A0,+14155551234,''quoted"], await Lines(api, "select=company,phone,title"));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("ndjson")]
    public async Task An_export_imported_in_another_team_makes_equal_contacts(string format)
    {
        var (from, to) = (await fixture.NewTeamAsync(), await fixture.NewTeamAsync());
        foreach (var team in new[] { from, to })
        {
            await team.Admin.Define("score", "NUMBER");
            await team.Admin.Define("office", "ADDRESS");
            await team.Admin.Define("colours", "MULTI_SELECT", """ "options":[{"slug":"red","label":"Red; hot"},{"slug":"blue","label":"Blue"}] """);
        }

        await from.Member.Make("""
            {"full_name":"Ada","emails":["a@host.example","b@host.example"],"phones":["+49 30 123456","(415) 555-1234"],"tags":["a;b","=c","d\\e","é"],"company":"=1+1",
             "description":"one\ntwo, \"three\"","score":-1.5e-7,"office":{"city":"Paris; 5e","country":"FR"},"colours":["red","blue"],"is_active":false,"account_external_id":"acc","type":"vendor"}
            """);
        await from.Member.Make("""{"first_name":"Mary Ann","external_id":"+x","city":" blank "}""");
        await from.Member.Make("""{"last_name":"de la Cruz","photo_url":"https://host.example/a,b"}""");

        var export = await Expect.Status(200, from.Viewer.Get($"{Export}?format={format}"));
        var imported = await Expect.Status(200, format == "csv"
            ? to.Member.ImportCsv(export.Text)
            : to.Member.Import($"[{string.Join(',', export.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))}]"));

        Assert.Equal(3, imported["created"].Int);
        Assert.Equal(await Values(from.Viewer), await Values(to.Viewer));
    }

    [Fact]
    public async Task NDJSON_carries_lists_with_their_values()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var list = Guid.NewGuid();
        await Expect.Status(201, api.Post(ContactCalls.Contacts, $$$$"""{"default":{"full_name":"Ada"},"list":{"{{{{list}}}}":{"title":"x"}}}"""));
        var answer = await Expect.Status(200, api.Get($"{Export}?format=ndjson&select=full_name,created_at"));
        Assert.Equal($$$$"""{"default":{"full_name":"Ada"},"list":{"{{{{list}}}}":{"title":"x"}}}""" + "\n", answer.Text);
    }

    [Fact]
    public async Task A_cursor_of_an_export_gives_a_list_its_own_50_rows_at_most()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Status(200, api.Import($"[{string.Join(',', Enumerable.Range(0, 60).Select(i => $$$"""{"default":{"company":"c{{{i}}}"}}"""))}]"));
        var cursor = Cursor().Match(NextOf(await api.Get($"{Export}?format=csv&limit=1"))!).Groups[1].Value;
        Assert.Equal(1, (await Expect.Status(200, api.List($"cursor={cursor}")))["data"].Count);
        cursor = Cursor().Match(NextOf(await api.Get($"{Export}?format=csv&limit=55"))!).Groups[1].Value;
        Assert.Equal(5, (await Expect.Status(200, api.List($"cursor={cursor}")))["data"].Count);
    }

    private static async Task<string[]> Lines(ApiClient api, string query) => LinesOf((await Expect.Status(200, api.Get($"{Export}?format=csv&{query}"))).Text);

    private static string[] LinesOf(string csv)
    {
        Assert.EndsWith("\r\n", csv, StringComparison.Ordinal);
        return csv[..^2].Split("\r\n");
    }

    private static string? NextOf(ApiAnswer answer) => answer.Header("Link") is { } link && Link().Match(link) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>All contacts as their default values without those that differ by nature, in the order of their names.</summary>
    private static async Task<List<string>> Values(ApiClient api)
    {
        var page = await Expect.Status(200, api.List("sort=full_name"));
        return [.. page["data"].Select(row => JsonSerializer.Serialize(row["properties"].Element.EnumerateObject()
            .Where(p => p.Name is not ("created_at" or "updated_at" or "source" or "import_job_id")).ToDictionary(p => p.Name, p => p.Value)))];
    }

    [GeneratedRegex("^<([^>]+)>; rel=\"next\"$")]
    private static partial Regex Link();

    [GeneratedRegex("[?&]cursor=([^&]+)")]
    private static partial Regex Cursor();
}
