using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Storage.Tests.Contract;

/// <summary>Pages: order, bounds, kinds, projections and the soft-deleted.</summary>
public abstract class OrderContract<THarness> : StoreContract<THarness>
    where THarness : StoreHarness, new()
{
    private static readonly Filter Walkers = new Filter.In(new("group", false), [T("WALKERS")]);
    private static readonly Filter WalkersScanned = new Filter.Not(new Filter.Not(Walkers));

    private static Document Person(string id, string? name, string group, string? deletedAt = null) =>
        Doc(id, index: new DocumentIndex(deletedAt, [One("group", T(group))], name is null ? [] : [new("name", SortKey.Of(name, id)), new("group", SortKey.Of(group, id))]));

    private Task FillAsync() => FillAsync([
        Person("a", "ZOE", "WALKERS"),
        Person("b", "ADA", "WALKERS"),
        Person("c", "ADA B", "RIDERS"),
        Person("d", null, "WALKERS"),
        Person("e", "ADA", "WALKERS"),
        Person("f", "MO", "WALKERS", "2026-01-02T03:04:05.000000Z"),
        Person("g", "EVE", "RIDERS"),
        Doc("job:1", kind: "job")]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task By_id(bool descending)
    {
        await FillAsync();
        await Walk("a b c d e g", new DocumentQuery(2) { Descending = descending });
        await Walk("a b d e", new DocumentQuery(2) { Descending = descending, Filter = Walkers });
        await Walk("a b d e", new DocumentQuery(2) { Descending = descending, Filter = WalkersScanned });
        await Walk("a b c d e f g", new DocumentQuery(3) { Descending = descending, IncludeDeleted = true });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task By_a_sort_key(bool descending)
    {
        await FillAsync();
        await Walk("b e c g a", new DocumentQuery(2) { Descending = descending, SortSlug = "name" });
        await Walk("b e a", new DocumentQuery(2) { Descending = descending, SortSlug = "name", Filter = Walkers });
        await Walk("b e a", new DocumentQuery(1) { Descending = descending, SortSlug = "name", Filter = WalkersScanned });
        await Walk("b e f a", new DocumentQuery(1) { Descending = descending, SortSlug = "name", Filter = Walkers, IncludeDeleted = true });
        await Walk("", new DocumentQuery(1) { Descending = descending, SortSlug = "nobody" });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bounds_are_exclusive_and_follow_the_direction(bool descending)
    {
        await FillAsync();
        foreach (var filter in new[] { null, Walkers, WalkersScanned })
        {
            var (after, until) = descending ? ("e", "a") : ("a", "e");
            var expected = filter is null ? "b c d" : "b d";
            Assert.Equal(Directed(expected, descending), await IdsAsync(new DocumentQuery(9) { Descending = descending, After = after, Until = until, Filter = filter }));

            var (low, high) = SortKey.RunOf(SortKey.Of("ADA", "x"));
            (after, until) = descending ? (high, low) : (low, high);
            Assert.Equal(
                Directed("b e", descending),
                await IdsAsync(new DocumentQuery(9) { Descending = descending, SortSlug = "name", After = after, Until = until, Filter = filter }));
        }
    }

    [Fact]
    public async Task The_key_of_a_row_is_its_place()
    {
        await FillAsync();
        var byId = await Store.QueryAsync(Team, Contact, new DocumentQuery(1), Cancel);
        Assert.Equal("a", Assert.Single(byId).Key);
        var byName = await Store.QueryAsync(Team, Contact, new DocumentQuery(1) { SortSlug = "name" }, Cancel);
        Assert.Equal(SortKey.Of("ADA", "b"), Assert.Single(byName).Key);
    }

    [Fact]
    public async Task A_row_holds_its_document_with_a_tag_for_the_next_replace()
    {
        await CreateAsync(Person("a", "ZOE", "WALKERS"));
        foreach (var query in new[] { new DocumentQuery(5), new DocumentQuery(5) { Filter = Walkers }, new DocumentQuery(5) { SortSlug = "name" }, new DocumentQuery(5) { Filter = WalkersScanned } })
        {
            var row = Assert.Single(await Store.QueryAsync(Team, Contact, query, Cancel));
            Assert.Empty(row.Keys);
            Assert.Equal(("a", Contact, 1), (row.Document!.Id, row.Document.Kind, Version(row.Document)));
            var written = await CommitAsync(new DocumentWrite.Replace(Person("a", "ZOE", "WALKERS"), row.Document.ETag));
            Assert.True(written.IsCommitted);
        }
    }

    [Fact]
    public async Task Keys_replace_the_documents()
    {
        await FillAsync();
        foreach (var filter in new[] { null, Walkers, WalkersScanned })
        {
            var rows = await Store.QueryAsync(Team, Contact, new DocumentQuery(9) { Keys = ["group", "nobody", "name"], After = "c", Until = "g", Filter = filter }, Cancel);
            Assert.Equal(["d", "e"], rows.Select(r => r.Id));
            Assert.All(rows, r => Assert.Null(r.Document));
            Assert.Equal([null, null, null], rows[0].Keys);
            Assert.Equal([SortKey.Of("WALKERS", "e"), null, SortKey.Of("ADA", "e")], rows[1].Keys);
        }
    }

    [Fact]
    public async Task No_keys_asked_for_are_no_documents_either()
    {
        await FillAsync();
        var rows = await Store.QueryAsync(Team, Contact, new DocumentQuery(2) { Keys = [], SortSlug = "name" }, Cancel);
        Assert.Equal(["b", "e"], rows.Select(r => r.Id));
        Assert.All(rows, r => Assert.Null(r.Document));
        Assert.All(rows, r => Assert.Empty(r.Keys));
    }

    [Fact]
    public async Task A_kind_and_all_kinds()
    {
        await FillAsync();
        Assert.Equal("job:1", await IdsAsync(new DocumentQuery(9), "job"));
        Assert.Equal("", await IdsAsync(new DocumentQuery(9), "unheard-of"));
        Assert.Equal("a b c d e f g job:1", await IdsAsync(new DocumentQuery(9) { IncludeDeleted = true }, null));
        Assert.Equal("a b d e", await IdsAsync(new DocumentQuery(9) { Filter = Walkers }, null));
        Assert.Equal("", await IdsAsync(new DocumentQuery(9) { Filter = Walkers }, "job"));
    }

    [Fact]
    public async Task Counts()
    {
        await FillAsync();
        Assert.Equal(6, await Store.CountAsync(Team, Contact, null, false, Cancel));
        Assert.Equal(7, await Store.CountAsync(Team, Contact, null, true, Cancel));
        Assert.Equal(8, await Store.CountAsync(Team, null, null, true, Cancel));
        Assert.Equal(7, await Store.CountAsync(Team, null, null, false, Cancel));
        Assert.Equal(4, await Store.CountAsync(Team, Contact, Walkers, false, Cancel));
        Assert.Equal(5, await Store.CountAsync(Team, Contact, Walkers, true, Cancel));
        Assert.Equal(5, await Store.CountAsync(Team, null, WalkersScanned, true, Cancel));
        Assert.Equal(0, await Store.CountAsync(NewTeam(), Contact, null, true, Cancel));
    }

    [Fact]
    public async Task Queries_see_one_team_only()
    {
        await FillAsync();
        var other = NewTeam();
        Assert.Empty(await Store.QueryAsync(other, Contact, new DocumentQuery(9), Cancel));
        Assert.Empty(await Store.QueryAsync(other, null, new DocumentQuery(9) { Filter = Walkers }, Cancel));
        Assert.Empty(await Store.QueryAsync(other, Contact, new DocumentQuery(9) { SortSlug = "name" }, Cancel));
    }

    [Fact]
    public async Task A_replaced_document_is_found_by_its_new_values_only()
    {
        var first = await CreateAsync(Person("a", "ZOE", "WALKERS"));
        Assert.Equal("a", await IdsAsync(Walkers));
        var second = await CommitAsync(new DocumentWrite.Replace(Person("a", "ADA", "RIDERS"), first));

        Assert.Equal("", await IdsAsync(Walkers));
        Assert.Equal("a", await IdsAsync(new Filter.In(new("group", false), [T("RIDERS")])));
        var row = Assert.Single(await Store.QueryAsync(Team, Contact, new DocumentQuery(9) { SortSlug = "name" }, Cancel));
        Assert.Equal(SortKey.Of("ADA", "a"), row.Key);

        await CommitAsync(new DocumentWrite.Delete("a", second.ETags[0]));
        Assert.Equal("", await IdsAsync(new Filter.Exists(new("group", false))));
        Assert.Equal("", await IdsAsync(new DocumentQuery(9) { SortSlug = "name" }));
    }

    /// <summary>Pages through a query and expects these ids, given in ascending order.</summary>
    private async Task Walk(string ascending, DocumentQuery query)
    {
        List<string> seen = [];
        for (IReadOnlyList<QueryRow> page = await Store.QueryAsync(Team, Contact, query, Cancel); page.Count > 0;)
        {
            Assert.True(page.Count <= query.Limit);
            seen.AddRange(page.Select(r => r.Id));
            page = await Store.QueryAsync(Team, Contact, query with { After = page[^1].Key }, Cancel);
        }

        Assert.Equal(Directed(ascending, query.Descending), string.Join(' ', seen));
    }

    private static string Directed(string ascending, bool descending) =>
        descending ? string.Join(' ', ascending.Split(' ').Reverse()) : ascending;
}
