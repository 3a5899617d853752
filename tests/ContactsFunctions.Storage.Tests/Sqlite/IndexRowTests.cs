using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Storage.Tests.Sqlite;

/// <summary>The rows behind the queries: none stale, none left over.</summary>
public sealed class IndexRowTests : SqliteFileTests
{
    private const string Rows = "SELECT (SELECT COUNT(*) FROM search_index) + (SELECT COUNT(*) FROM sort_index)";

    [Fact]
    public async Task A_replaced_document_has_the_rows_of_its_new_values_only()
    {
        var store = Open();
        var created = await CreateAsync(store, Person("a", "OSLO"));
        Assert.Equal("a", await InCityAsync(store, "OSLO"));
        await WriteAsync(store, Team, new DocumentWrite.Replace(Person("a", "ROME"), created.ETags[0]!));
        Assert.Equal("a", await InCityAsync(store, "ROME"));
        Assert.Equal(2, Number(Rows));
        Assert.Equal(0, Number("SELECT COUNT(*) FROM search_index WHERE value = 'OSLO'"));
    }

    [Fact]
    public async Task A_document_changed_many_times_between_two_queries_has_the_last_rows()
    {
        var store = Open();
        await CreateAsync(store, Person("a", "OSLO"));
        await InCityAsync(store, "OSLO");
        foreach (var city in new[] { "ROME", "PARIS", "OSLO", "LIMA" })
        {
            await WriteAsync(store, Team, new DocumentWrite.Upsert(Person("a", city)));
        }

        Assert.Equal("a", await InCityAsync(store, "LIMA"));
        Assert.Equal("", await InCityAsync(store, "OSLO"));
        Assert.Equal(2, Number(Rows));
    }

    [Fact]
    public async Task A_document_that_loses_its_index_or_is_deleted_leaves_no_row()
    {
        var store = Open();
        await CreateAsync(store, Person("a", "OSLO"), Person("b", "OSLO"), Person("c", "OSLO"));
        Assert.Equal("a b c", await InCityAsync(store, "OSLO"));
        await WriteAsync(store, Team, new DocumentWrite.Upsert(Person("a", "OSLO") with { Index = null }), new DocumentWrite.Delete("b"));
        Assert.Equal("c", await InCityAsync(store, "OSLO"));
        Assert.Equal(2, Number(Rows));
        Assert.Equal(0, Number("SELECT COUNT(*) FROM pending"));
    }

    [Fact]
    public async Task A_row_key_freed_in_one_team_and_taken_in_another_mixes_nothing()
    {
        var store = Open();
        await CreateAsync(store, Person("a", "OSLO"));
        await InCityAsync(store, "OSLO");
        await WriteAsync(store, Team, new DocumentWrite.Delete("a"));
        await WriteAsync(store, "other", new DocumentWrite.Create(Person("z", "ROME")));

        Assert.Equal("z", await InCityAsync(store, "ROME", "other"));
        Assert.Equal("", await InCityAsync(store, "ROME"));
        Assert.Equal("", await InCityAsync(store, "OSLO"));
        Assert.Equal(2, Number(Rows));
    }

    [Fact]
    public async Task A_sort_key_that_does_not_end_in_the_id_is_kept_as_it_is()
    {
        var store = Open();
        var keys = new[] { "A", "a\u0001a", "B\u0001other", "\u0001a", "" };
        Document document = Person("a", "OSLO") with { Index = new DocumentIndex(null, [], [.. keys.Select((key, i) => new SortField("s" + i, key))]) };
        await CreateAsync(store, document);
        for (var i = 0; i < keys.Length; i++)
        {
            Assert.Equal(keys[i], Assert.Single(await store.QueryAsync(Team, "contact", new DocumentQuery(5) { SortSlug = "s" + i }, Cancel)).Key);
            var filtered = new DocumentQuery(5) { SortSlug = "s" + i, Filter = new Filter.Ids(["a"]), Keys = ["s" + i, "s1"] };
            var row = Assert.Single(await store.QueryAsync(Team, "contact", filtered, Cancel));
            Assert.Equal(keys[i], row.Key);
            Assert.Equal(new[] { keys[i], keys[1] }, row.Keys);
        }
    }

    [Fact]
    public async Task Documents_written_before_and_between_two_batches_of_rows_are_all_found()
    {
        var store = Open();
        for (var part = 0; part < 3; part++)
        {
            await CreateAsync(store, [.. Enumerable.Range(0, 600).Select(i => Person($"p-{part}-{i}", "OSLO"))]);
            await WriteAsync(store, Team, [.. Enumerable.Range(0, 600).Select(i => i % 2 == 0 ? new DocumentWrite.Delete($"p-{part}-{i}") : (DocumentWrite)new DocumentWrite.Upsert(Person($"p-{part}-{i}", "ROME")))]);
            Assert.Equal(300 * (part + 1), await store.CountAsync(Team, "contact", new Filter.In(new("city", false), [IndexValue.Of("ROME")]), false, Cancel));
        }

        await WriteAsync(store, Team, [.. Enumerable.Range(0, 600).Where(i => i % 2 == 1).Select(i => new DocumentWrite.Upsert(Person($"p-1-{i}", "LIMA")))]);
        Assert.Equal(600, await store.CountAsync(Team, "contact", new Filter.In(new("city", false), [IndexValue.Of("ROME")]), false, Cancel));
        Assert.Equal(2 * 900, Number(Rows));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_backlog_of_rows_is_written_without_a_query()
    {
        var store = Open(Options with { IndexBacklog = 5 });
        for (var i = 0; i < 5; i++)
        {
            await CreateAsync(store, Person("p-" + i, "OSLO"));
        }

        while (Number(Rows) < 10)
        {
            await Task.Yield();
            Cancel.ThrowIfCancellationRequested();
        }

        Assert.Equal(10, Number(Rows));
    }

    [Fact]
    public async Task Purging_deletes_the_expired_with_their_rows_and_nothing_else()
    {
        var store = Open();
        await CreateAsync(store, [.. Enumerable.Range(0, 450).Select(i => Person("e-" + i, "OSLO", TimeSpan.FromMinutes(1)))]);
        await CreateAsync(store, Person("later", "OSLO", TimeSpan.FromMinutes(10)), Person("never", "OSLO"));
        Assert.Equal(452, await store.CountAsync(Team, "contact", new Filter.Exists(new("city", false)), false, Cancel));
        Assert.Equal(0, await store.PurgeAsync());

        Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(450, await store.PurgeAsync());
        Assert.Equal("later never", await InCityAsync(store, "OSLO"));
        Assert.Equal(2, Number("SELECT COUNT(*) FROM document"));
        Assert.Equal(4, Number(Rows));
    }
}
