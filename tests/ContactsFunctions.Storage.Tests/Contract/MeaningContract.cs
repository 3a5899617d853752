using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Storage.Tests.Contract;

/// <summary>Random filters over random documents mean what <see cref="FilterReference"/> says: the same ids in the same order.</summary>
public abstract class MeaningContract<THarness> : StoreContract<THarness>
    where THarness : StoreHarness, new()
{
    /// <summary>How many queries are tried; an engine behind a wire may take fewer.</summary>
    protected virtual int Queries => 1_000;

    [Fact]
    public async Task Random_queries_find_what_the_reference_finds_in_the_same_order()
    {
        var seed = Random.Shared.Next();
        var random = new RandomQueries(seed);
        var documents = Enumerable.Range(0, 500).Select(random.Document).ToArray();
        await FillAsync(documents);
        for (var i = 0; i < Queries; i++)
        {
            var query = random.Query();
            var expected = Expected(documents, query).ToArray();
            var place = $"seed {seed}, query {i}: {query}";
            Assert.True(expected.Length == await CountAsync(query) || query.SortSlug is not null, place);
            Assert.True(Join(expected.Take(query.Limit)) == await IdsAsync(query), place);
            if (expected.Length > query.Limit)
            {
                var after = query with { After = Key(expected[query.Limit - 1], query)!, Until = Key(expected[^1], query) };
                Assert.True(Join(expected[query.Limit..^1].Take(query.Limit)) == await IdsAsync(after), place + ", next page");
            }
        }
    }

    private ValueTask<long> CountAsync(DocumentQuery query) => Store.CountAsync(Team, Contact, query.Filter, query.IncludeDeleted, Cancel);

    private static IEnumerable<Document> Expected(Document[] documents, DocumentQuery query)
    {
        var found = documents.Where(d => (query.IncludeDeleted || d.Index!.DeletedAt is null) && Key(d, query) is not null && FilterReference.Matches(query.Filter!, d));
        return query.Descending
            ? found.OrderByDescending(d => Key(d, query), StringComparer.Ordinal)
            : found.OrderBy(d => Key(d, query), StringComparer.Ordinal);
    }

    private static string? Key(Document document, DocumentQuery query) =>
        query.SortSlug is null ? document.Id : document.Index!.Sort.SingleOrDefault(f => f.Slug == query.SortSlug)?.Key;

    private static string Join(IEnumerable<Document> documents) => string.Join(' ', documents.Select(d => d.Id));
}
