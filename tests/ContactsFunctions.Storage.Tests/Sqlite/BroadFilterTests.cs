using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Storage.Tests.Sqlite;

/// <summary>Filters that more documents match than are sorted in memory: the order's index is walked instead.</summary>
public sealed class BroadFilterTests : SqliteFileTests
{
    private static readonly Filter InOslo = new Filter.In(new("city", false), [IndexValue.Of("OSLO")]);

    [Fact]
    public async Task A_filter_that_most_documents_match_pages_in_order()
    {
        var store = Open();
        await CreateAsync(store, [.. Enumerable.Range(0, 5_999).Select(i => Person($"c-{i:D4}", i % 10 == 0 ? "ROME" : "OSLO"))]);
        var expected = Enumerable.Range(0, 5_999).Where(i => i % 10 != 0).Select(i => $"c-{i:D4}").ToArray();

        Assert.Equal(expected.Length, await store.CountAsync(Team, "contact", InOslo, false, Cancel));
        Assert.Equal(expected.Take(30), await Page(new DocumentQuery(30) { Filter = InOslo }));
        Assert.Equal(expected.Reverse().Take(30), await Page(new DocumentQuery(30) { Filter = InOslo, SortSlug = "city", Descending = true }));
        Assert.Equal(expected.Skip(3_000).Take(30), await Page(new DocumentQuery(30) { Filter = InOslo, After = expected[2_999] }));
        Assert.Equal(expected, await Page(new DocumentQuery(10_000) { Filter = InOslo, SortSlug = "city", Keys = [] }));

        async Task<IEnumerable<string>> Page(DocumentQuery query) => (await store.QueryAsync(Team, "contact", query, Cancel)).Select(r => r.Id);
    }
}
