using System.Buffers.Text;
using System.Text;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Queries;
using ContactsFunctions.Core.Storage;
using FsCheck;
using FsCheck.Fluent;
using static ContactsFunctions.Core.Tests.TeamFixture;

namespace ContactsFunctions.Core.Tests.Queries;

public sealed class ContactPageTests
{
    private static readonly SortBy City = new("city", false);
    private static readonly SortBy Title = new("title", true);
    private static readonly SortBy Active = new("is_active", false);

    public static TheoryData<string> Sorts => new("", "city", "-city", "city,-title", "-city,title", "-city,-title,is_active", "city,title,-is_active", "nobody", "-title,city,created_at");

    [Theory]
    [MemberData(nameof(Sorts))]
    public async Task Pages_of_every_size_give_each_contact_once_in_order(string sort)
    {
        var (team, contacts) = await FillAsync(40);
        await CheckAsync(team, contacts, sort.Replace("nobody", "department", StringComparison.Ordinal), Enumerable.Range(1, 41));
    }

    [Theory]
    [InlineData("city")]
    [InlineData("-city,title")]
    [InlineData("city,-title,is_active")]
    public async Task Runs_of_equals_longer_than_a_read_are_sorted_whole(string sort)
    {
        var (team, contacts) = await FillAsync(1_300);
        await CheckAsync(team, contacts, sort, [9, 49, 50, 500]);
    }

    [Fact]
    public async Task A_page_is_one_request_and_two_where_the_present_values_end()
    {
        var (team, _) = await FillAsync(40);
        team.Forget();
        var (page, _) = await team.Query.PageAsync(Team, new ContactPageRequest(5), Cancel);
        Assert.Equal(["query"], team.Store.Requests);
        team.Forget();
        await team.Query.PageAsync(Team, new ContactPageRequest(5) { Cursor = page!.NextCursor }, Cancel);
        await team.Query.PageAsync(Team, new ContactPageRequest(5) { Sort = [City] }, Cancel);
        await team.Query.CountAsync(Team, new ContactPageRequest(5), Cancel);
        Assert.Equal(["query", "query", "count"], team.Store.Requests);
        team.Forget();
        await team.Query.PageAsync(Team, new ContactPageRequest(50) { Sort = [City] }, Cancel);
        Assert.Equal(["query", "query"], team.Store.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("city")]
    [InlineData("city,-title")]
    public async Task Contacts_deleted_and_made_between_pages_shift_no_other(string sort)
    {
        var (team, contacts) = await FillAsync(40);
        var keys = Parse(sort);
        var seen = new List<Guid>();
        ContactPage? page = null;
        do
        {
            page = (await team.Query.PageAsync(Team, new ContactPageRequest(4) { Sort = keys, Cursor = page?.NextCursor }, Cancel)).Page!;
            seen.AddRange(page.Contacts.Select(c => c.Contact.Id));
            await team.WriteAsync(new ContactChange.Delete(page.Contacts[^1].Contact.Id));
        }
        while (page.HasMore);

        Assert.Equal(Ordered(contacts, keys), seen);
    }

    [Fact]
    public async Task A_run_beyond_ten_thousand_is_too_broad_to_sort_further_and_one_of_ten_thousand_is_not()
    {
        var team = await StartAsync();
        await PutManyAsync(team, 10_000);
        var request = new ContactPageRequest(5) { Sort = [City, Title] };
        var (page, none) = await team.Query.PageAsync(Team, request, Cancel);
        Assert.Null(none);
        Assert.True(page!.HasMore);
        await PutManyAsync(team, 1);
        var (_, error) = await team.Query.PageAsync(Team, request, Cancel);
        Assert.Equal("sort_too_broad", error?.Code);
        Assert.Equal("sort_too_broad", (await team.Query.PageAsync(Team, request with { Sort = [new("department", true), Title] }, Cancel)).Error?.Code);
        Assert.Null((await team.Query.PageAsync(Team, request with { Sort = [City] }, Cancel)).Error);
        Assert.Equal("sort_too_broad", (await team.Query.PageAsync(Team, request with { Limit = 10_000 }, Cancel)).Error?.Code);
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_query_and_remembers_its_limit()
    {
        var (team, _) = await FillAsync(20);
        var where = new Condition.Leaf("city", QueryOperator.Exists, default);
        var request = new ContactPageRequest(3) { Sort = [City], Where = where, Q = null };
        var cursor = (await team.Query.PageAsync(Team, request, Cancel)).Page!.NextCursor;

        Assert.Equal(3, (await team.Query.PageAsync(Team, request with { Cursor = cursor, Limit = 10, IncludeTotal = true }, Cancel)).Page!.Contacts.Count);
        ContactPageRequest[] others =
        [
            request with { Sort = [City with { Descending = true }] }, request with { Sort = [] }, request with { Sort = [City, Title] }, request with { Where = null },
            request with { Where = where with { Slug = "title" } }, request with { Where = new Condition.Not(where) }, request with { Q = "a" },
            request with { ListId = Guid.NewGuid().ToString() }, request with { Ids = [Guid.NewGuid().ToString()] }, request with { IncludeDeleted = true },
        ];
        foreach (var other in others)
        {
            Assert.Equal("cursor_mismatch", (await team.Query.PageAsync(Team, other with { Cursor = cursor }, Cancel)).Error?.Code);
        }
    }

    [Fact]
    public async Task No_tampered_cursor_throws()
    {
        var (team, _) = await FillAsync(20);
        foreach (var request in new[] { "", "city", "city,-title" }.Select(s => new ContactPageRequest(3) { Sort = Parse(s) }))
        {
            var cursor = (await team.Query.PageAsync(Team, request, Cancel)).Page!.NextCursor!;
            var json = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
            var hash = json.Split('"')[1];
            string[] forged = [$"[\"{hash}\",3]", $"[\"{hash}\",3,null]", $"[\"{hash}\",3,\"r\",\"x\",\"y\",\"z\"]", $"[\"{hash}\",3,\"p\",\"x\"]", $"[\"{hash}\",3,\"i\",\"\"]", $"[\"{hash}\",3,\"r\",\"\\u0001\",null,\"\"]",
                $"[\"{hash}\",-1,\"i\",\"x\"]", $"[\"{hash}\",1e99,\"i\",\"x\"]", $"[\"{hash}\",3,\"i\",7]", $"[\"{hash}\",3,\"i\",\"\\ud800\"]", "[]", "{}", "7", "null", "[null,1]", "[1,2]", "[\"a\"", new string('[', 200)];
            foreach (var text in forged)
            {
                await team.Query.PageAsync(Team, request with { Cursor = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text)) }, Cancel);
            }

            Prop.ForAll(ArbMap.Default.ArbFor<string>(), Gen.Choose(0, cursor.Length - 1).ToArbitrary(), (text, at) =>
            {
                _ = team.Query.PageAsync(Team, request with { Cursor = text ?? "" }, Cancel).AsTask().Result;
                _ = team.Query.PageAsync(Team, request with { Cursor = cursor[..at] + (cursor[at] == 'A' ? 'B' : 'A') + cursor[(at + 1)..] }, Cancel).AsTask().Result;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
        }

        Assert.Equal("invalid_cursor", (await team.Query.PageAsync(Team, new ContactPageRequest(3) { Cursor = "nonsense" }, Cancel)).Error?.Code);
    }

    [Theory]
    [InlineData("city,city", "invalid_sort")]
    [InlineData("city,title,company,department", "invalid_sort")]
    [InlineData("tags", "invalid_sort")]
    [InlineData("ctiy", "unknown_property")]
    public async Task An_order_that_cannot_be_is_refused(string sort, string code)
    {
        var team = await StartAsync();
        Assert.Equal(code, (await team.Query.PageAsync(Team, new ContactPageRequest(3) { Sort = Parse(sort) }, Cancel)).Error?.Code);
    }

    [Fact]
    public async Task A_property_made_elsewhere_a_moment_ago_can_be_filtered_and_sorted_by()
    {
        var team = await StartAsync();
        await team.DefineAsync([Define("score", PropertyType.Number)]);
        Assert.Null((await team.Query.PageAsync(Team, new ContactPageRequest(3) { Sort = [new("score", false)] }, Cancel)).Error);
        Assert.Null((await team.Query.CountAsync(Team, new ContactPageRequest(3) { Where = new Condition.OneOf("score", ["5"]) }, Cancel)).Error);
    }

    [Fact]
    public async Task Ids_lists_and_totals_narrow_together()
    {
        var team = await StartAsync();
        var list = Guid.NewGuid().ToString();
        var ids = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            var values = Body($$"""{"city":"{{i}}"}""") with { Join = i % 2 == 0 ? list : null };
            ids.Add((await team.WriteAsync(new ContactChange.Create(values))).ContactId!.Value.ToString());
        }

        var (page, _) = await team.Query.PageAsync(Team, new ContactPageRequest(2) { ListId = list, Ids = [.. ids.Skip(1)], IncludeTotal = true }, Cancel);
        Assert.Equal((2, 2L, false), (page!.Contacts.Count, page.Total, page.HasMore));
        Assert.Equal("invalid_operand", (await team.Query.PageAsync(Team, new ContactPageRequest(2) { Ids = [.. Enumerable.Range(0, 501).Select(_ => ids[0])] }, Cancel)).Error?.Code);
    }

    private static async Task<(TeamFixture Team, List<Contact> Contacts)> FillAsync(int count)
    {
        var team = await StartAsync();
        var random = new Random(count);
        string? Pick(params string?[] values) => values[random.Next(values.Length)];
        var changes = Enumerable.Range(0, count).Select(_ => new[]
        {
            ("city", Pick("\"a\"", "\"A\"", "\"a\"", "\"b\"", "\"a\\u0001\"", "\"a\\u0001b\"", null)), ("title", Pick("\"x\"", "\"y\"", "\"\"", null)), ("is_active", Pick("true", "false", null)),
        }).Select(p => "{" + string.Join(',', p.Where(m => m.Item2 is not null).Select(m => $"\"{m.Item1}\":{m.Item2}")) + "}");
        var outcomes = await team.WriteAllAsync([.. changes.Select(c => new ContactChange.Create(Body(c)))]);
        return (team, [.. outcomes.Select(o => o.After!.Contact)]);
    }

    private static async Task PutManyAsync(TeamFixture team, int count)
    {
        foreach (var chunk in Enumerable.Range(0, count).Chunk(5_000))
        {
            var writes = chunk.Select(_ => new Contact(Guid.NewGuid(), default) { Properties = new Dictionary<string, PropertyValue> { ["city"] = new PropertyValue.Text("Oslo") } })
                .Select(c => new DocumentWrite.Create(new Document(c.Id.ToString(), Contact.Kind, ContactDocument.Write(c)) { Index = ContactIndex.Of(c, Schema.Empty) }));
            await team.Store.CommitAsync(Team.Id, new Commit(Commit.NewId(), [.. writes]), Cancel);
        }
    }

    private static IReadOnlyList<SortBy> Parse(string sort) => [.. sort.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(s => new SortBy(s.TrimStart('-'), s[0] == '-'))];

    private static List<Guid> Ordered(List<Contact> contacts, IReadOnlyList<SortBy> sort)
    {
        var reference = new ContactsFunctions.Tests.Meaning.ReferenceEvaluator(Schema.Empty);
        return [.. contacts.Order(Comparer<Contact>.Create((a, b) => reference.Compare(a, b, sort))).Select(c => c.Id)];
    }

    private static async Task CheckAsync(TeamFixture team, List<Contact> contacts, string sort, IEnumerable<int> limits)
    {
        var keys = Parse(sort);
        var expected = Ordered(contacts, keys);
        foreach (var limit in limits)
        {
            var seen = new List<Guid>();
            ContactPage? page = null;
            do
            {
                page = (await team.Query.PageAsync(Team, new ContactPageRequest(limit) { Sort = keys, Cursor = page?.NextCursor }, Cancel)).Page!;
                seen.AddRange(page.Contacts.Select(c => c.Contact.Id));
                Assert.Equal(seen.Count < expected.Count, page.HasMore);
                Assert.Equal(page.HasMore, page.NextCursor is not null);
            }
            while (page.HasMore);

            Assert.Equal(expected, seen);
        }
    }
}
