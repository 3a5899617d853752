using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContactsFunctions.Api.Tests.Harness;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Api.Tests.Hard;

/// <summary>Text of any kind comes back as it was written, and is found by everything that finds text.</summary>
public sealed class UnicodeTests(ApiFixture fixture)
{
    private const string Contacts = "/v2/prism/{team}/contact";
    private const string List = "11111111-2222-4333-8444-555555555555";
    private static readonly JsonSerializerOptions Bare = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Nasty_texts_come_back_as_written_and_are_found()
    {
        var api = await TeamAsync();
        foreach (var text in NastyTexts.Fixed)
        {
            await CheckAsync(api, text);
        }
    }

    [Fact]
    public async Task Random_texts_of_every_plane_come_back_as_written_and_are_found()
    {
        var api = await TeamAsync();

        // FsCheck waits for each case: not on a thread that xunit counts.
        await Task.Run(() => Prop.ForAll(NastyTexts.Random.ToArbitrary(), text => CheckAsync(api, text)).Check(Config.QuickThrowOnFailure.WithMaxTest(200)), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Pages_are_in_the_order_of_code_points_whatever_the_plane()
    {
        var api = await TeamAsync();
        var random = NastyTexts.Unfolding.ListOf().ToArbitrary();

        await Task.Run(() => Prop.ForAll(random, texts => CheckOrderAsync(api, [.. texts.Take(30)])).Check(Config.QuickThrowOnFailure.WithMaxTest(40)), TestContext.Current.CancellationToken);
    }

    private static async Task CheckAsync(ApiClient api, string text)
    {
        var shown = text.Length <= 100 ? text : $"{text[..100]}… ({text.Length})";
        var isShort = text.Length <= 200;
        var values = new Dictionary<string, object> { ["note"] = text };
        var lists = new Dictionary<string, object>();
        if (isShort)
        {
            (values["description"], values["company"], values["tags"], values["badge"], lists[List]) = (text, text, new[] { text }, text, new { note = text });
        }

        var made = await api.Post(Contacts, JsonSerializer.Serialize(new { @default = values, list = lists }, text.Length % 2 == 0 ? Bare : null));
        Assert.True(made.Status == 201, $"{shown}: {made}");
        var id = made["id"].ToString()!;
        foreach (var read in (ApiAnswer[])[made, await api.Get($"{Contacts}/{id}")])
        {
            var (own, list) = (read["default"], read["list"][List]);
            Assert.Equal(text, own["note"]);
            Assert.All(isShort ? (string?[])[own["description"], own["company"], own["tags"][0], own["badge"], list["note"]] : [], value => Assert.Equal(text, value));
        }

        string[] operators = isShort ? ["=", "in", "begins_with", "contains", "ends_with", ">=", "<="] : ["=", "in", "begins_with"];
        foreach (var name in operators)
        {
            await AssertFoundAsync(api, id, $"{name} {shown}", new { filter = new[] { new Dictionary<string, object> { ["note"] = new Dictionary<string, object> { [name] = name == "in" ? new[] { "-", text } : text } } } });
        }

        if (isShort)
        {
            await AssertFoundAsync(api, id, $"tags {shown}", new { filter = new[] { new { tags = new { contains = text } } } });
            var hits = await api.Post($"{Contacts}/query", JsonSerializer.Serialize(new { q = text, limit = 50 }));
            Assert.True(NastyTexts.HasWord(text) == hits["data"].Any(c => c["id"] == id), $"q {shown}: {hits}");
            await CheckPathsAsync(api, id, text);
            var again = await api.Post(Contacts, JsonSerializer.Serialize(new { @default = new { badge = text } }));
            Assert.Equal((409, id), (again.Status, again["holder"].ToString()));
        }

        Assert.Equal(204, (await api.Delete($"{Contacts}/{id}")).Status);
    }

    /// <summary>In a query string, and in a path unless the text is one that no path can carry: <c>%2F</c>, and the dot segments of RFC 3986, 5.2.4.</summary>
    private static async Task CheckPathsAsync(ApiClient api, string id, string text)
    {
        var escaped = Uri.EscapeDataString(text);
        if (text.Length == 0)
        {
            return;
        }

        var listed = await api.Get($"{Contacts}?note={escaped}");
        Assert.True(listed["data"].Any(c => c["id"] == id), $"?note={escaped}: {listed}");
        if (text is "." or ".." || text.Contains("%2F", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        foreach (var slug in (string[])["badge", "note"])
        {
            var found = await api.Get($"{Contacts}/by/{slug}/{escaped}");
            Assert.True(found.Status == 200 && found["id"] == id, $"by/{slug}/{escaped}: {found}");
            var put = await api.Put($"{Contacts}/by/{slug}/{escaped}", """{"default":{"title":"Found"}}""");
            Assert.True(put.Status == 200 && put["id"] == id && put["default"][slug] == text, $"PUT by/{slug}/{escaped}: {put}");
        }
    }

    private static async Task CheckOrderAsync(ApiClient api, List<string> texts)
    {
        var run = Guid.NewGuid().ToString();
        var objects = texts.Select(t => new { @default = new Dictionary<string, string> { ["note"] = t, ["external_id"] = Guid.NewGuid().ToString() } }).Append(new { @default = new Dictionary<string, string> { ["title"] = "absent" } });
        var imported = await api.Post($"{Contacts}/import", JsonSerializer.Serialize(new { objects, options = new { list_id = run } }));
        Assert.Equal(texts.Count + 1, imported["created"].Int);

        var ordered = texts.Order(Comparer<string>.Create(NastyTexts.CompareCodePoints)).ToList();
        Assert.Equal([.. ordered, null], await NotesAsync(api, run, "note"));
        Assert.Equal([.. Enumerable.Reverse(ordered), null], await NotesAsync(api, run, "-note"));
        foreach (var bound in texts.Take(3))
        {
            var below = await api.Post($"{Contacts}/query", JsonSerializer.Serialize(new { filter = new[] { new { note = new Dictionary<string, string> { ["<"] = bound } } }, list_id = run, limit = 1, include_total = true }));
            Assert.Equal(ordered.Count(t => NastyTexts.CompareCodePoints(t, bound) < 0), below["total"].Int);
        }
    }

    private static async Task<List<string?>> NotesAsync(ApiClient api, string list, string sort)
    {
        var notes = new List<string?>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await api.Get($"{Contacts}?list_id={list}&sort={sort}&limit=7{cursor}");
            Assert.True(page.Status == 200, page.ToString());
            notes.AddRange(page["data"].Select(c => (string?)c["properties"]["note"]));
            cursor = page["next_cursor"].ToString() is { } next ? $"&cursor={Uri.EscapeDataString(next)}" : null;
        }

        return notes;
    }

    private static async Task AssertFoundAsync(ApiClient api, string id, string what, object query)
    {
        var found = await api.Post($"{Contacts}/query", JsonSerializer.Serialize(query));
        Assert.True(found["data"].Any(c => c["id"] == id), $"{what}: {found}");
    }

    private async Task<ApiClient> TeamAsync()
    {
        var api = (await fixture.NewTeamAsync()).Admin;
        foreach (var (slug, unique) in new[] { ("note", false), ("badge", true) })
        {
            var made = await api.Post($"{Contacts}/properties", string.Create(CultureInfo.InvariantCulture, $$"""{"slug":"{{slug}}","label":"Text","type":"TEXT","unique":{{(unique ? "true" : "false")}}}"""));
            Assert.True(made.Status == 201, made.ToString());
        }

        return api;
    }
}
