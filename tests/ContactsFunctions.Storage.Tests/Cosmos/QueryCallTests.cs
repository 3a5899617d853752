using System.Text;
using ContactsFunctions.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace ContactsFunctions.Storage.Tests.Cosmos;

/// <summary>How queries are sent, and how pages cut short are gone on with.</summary>
public sealed class QueryCallTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_is_one_request_inside_one_partition()
    {
        var container = new MockedContainer().Queries([$"{Item("a")},{Item("b")}", "the page behind is never read"]);

        var rows = await container.Store.QueryAsync("t1", "contact", new DocumentQuery(2), Cancel);

        Assert.Equal(["a", "b"], rows.Select(r => r.Id));
        Assert.Equal(1, container.Pages);
        var options = container.Query.Options;
        Assert.Equal((new PartitionKey("t1"), 2, true), (options.PartitionKey, options.MaxItemCount, options.EnableOptimisticDirectExecution));
    }

    [Fact]
    public async Task A_page_cut_short_goes_on_by_key()
    {
        var container = new MockedContainer().Queries([Item("a"), "not read"], ["", Item("b"), "not read"], [Item("c")]);

        var rows = await container.Store.QueryAsync("t1", null, new DocumentQuery(5), Cancel);

        Assert.Equal(["a", "b", "c"], rows.Select(r => r.Id));
        Assert.Equal("SELECT TOP 3 * FROM c WHERE c.teamId = @p0 AND NOT (IS_DEFINED(c.deletedAt)) AND c.id > @p1 ORDER BY c.id ASC", container.Query.Definition.QueryText);
        Assert.Equal(["t1", "b"], container.Query.Definition.GetQueryParameters().Select(p => p.Value));
    }

    [Fact]
    public async Task A_row_holds_the_whole_item_and_its_key()
    {
        const string Stored = """{"id":"a","kind":"contact","commit":"c1","search":{"id":"no"},"sort":{"x":"1","name":"N\u0001a"},"v":{"id":"no"},"_etag":"\"e1\""}""";
        var container = new MockedContainer().Queries([Stored]);

        var row = Assert.Single(await container.Store.QueryAsync("t1", null, new DocumentQuery(5) { SortSlug = "name" }, Cancel));

        Assert.Equal(("a", "N\u0001a"), (row.Id, row.Key));
        Assert.Equal(("contact", "\"e1\"", "c1", Stored), (row.Document!.Kind, row.Document.ETag, row.Document.Commit, Encoding.UTF8.GetString(row.Document.Body.Span)));
    }

    [Fact]
    public async Task A_row_of_keys_has_null_for_the_absent()
    {
        var container = new MockedContainer().Queries(["""{"id":"a","o":"N","k1":"K"}"""]);

        var row = Assert.Single(await container.Store.QueryAsync("t1", null, new DocumentQuery(5) { SortSlug = "name", Keys = ["x", "y"] }, Cancel));

        Assert.Equal(("a", "N", null), (row.Id, row.Key, row.Document));
        Assert.Equal([null, "K"], row.Keys);
    }

    [Fact]
    public async Task A_count_is_one_request()
    {
        var container = new MockedContainer().Queries(["42"]);
        Assert.Equal(42, await container.Store.CountAsync("t1", "contact", null, false, Cancel));
        Assert.Equal(1, container.Pages);
        Assert.Equal(new PartitionKey("t1"), container.Query.Options.PartitionKey);
    }

    private static string Item(string id) => $$"""{"id":"{{id}}","kind":"contact","commit":"c","_etag":"\"e\""}""";
}
