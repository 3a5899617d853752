using System.Text;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite;
using ContactsFunctions.Sqlite.Database;

namespace ContactsFunctions.Storage.Tests.Sqlite;

/// <summary>The virtual-machine steps of a page do not depend on how many documents there are.</summary>
public sealed class QueryCostTests : SqliteFileTests
{
    private const int Rare = 200;

    private static readonly SearchPath Group = new("group", false);
    private static readonly SearchPath Parity = new("parity", false);
    private static readonly Filter IsRare = new Filter.In(Group, [IndexValue.Of("RARE")]);
    private static readonly Filter IsEven = new Filter.In(Parity, [IndexValue.Of("EVEN")]);

    private static Dictionary<string, DocumentQuery> Cases => new()
    {
        ["the rare by id"] = new DocumentQuery(25) { Filter = IsRare },
        ["the rare by name"] = new DocumentQuery(25) { Filter = IsRare, SortSlug = "name" },
        ["the rare by name, backwards"] = new DocumentQuery(25) { Filter = IsRare, SortSlug = "name", Descending = true },
        ["the rare by a range"] = new DocumentQuery(25) { Filter = new Filter.Range(Group, IndexValue.Of("P"), true, IndexValue.Of("S"), true), SortSlug = "name" },
        ["the rare by a prefix"] = new DocumentQuery(25) { Filter = new Filter.Matches(Group, TextMatch.BeginsWith, "RA"), SortSlug = "name" },
        ["the rare among many"] = new DocumentQuery(25) { Filter = new Filter.And([IsEven, new Filter.Matches(Group, TextMatch.Contains, "R"), IsRare]), SortSlug = "name" },
        ["the rare or nothing"] = new DocumentQuery(25) { Filter = new Filter.Or([new Filter.In(Group, [IndexValue.Of("NONE")]), IsRare]) },
        ["page 1,000 by id"] = new DocumentQuery(1) { After = Id(998) },
        ["page 1,000 by name"] = new DocumentQuery(1) { SortSlug = "name", After = Name(998) },
    };

    [Fact]
    public async Task Pages_cost_the_same_among_1_000_and_among_100_000_documents()
    {
        var few = await StepsAsync(1_000);
        var many = await StepsAsync(100_000);
        foreach (var (query, cost) in few)
        {
            Assert.True(Math.Abs(many[query] - cost) <= cost * 0.1, $"{query}: {cost} steps among 1,000, {many[query]} among 100,000");
        }
    }

    private async Task<Dictionary<string, long>> StepsAsync(int documents)
    {
        var steps = new StepCounter();
        var store = Open(Options with { Path = Options.Path + documents }, steps);
        foreach (var part in Enumerable.Range(0, documents).Chunk(5_000))
        {
            Assert.True((await CreateAsync(store, [.. part.Select(i => Contact(i, i % (documents / Rare) == 0))])).IsCommitted);
        }

        Dictionary<string, long> costs = [];
        foreach (var (name, query) in Cases)
        {
            await store.QueryAsync(Team, "contact", query, Cancel);
            var before = steps.Total;
            var rows = await store.QueryAsync(Team, "contact", query, Cancel);
            costs[name] = steps.Total - before;
            Assert.Equal(query.Limit, rows.Count);
            Assert.True(costs[name] > 0);
        }

        return costs;
    }

    private static Document Contact(int number, bool rare) => new(Id(number), "contact", Encoding.UTF8.GetBytes("{}"))
    {
        Index = new DocumentIndex(
            null,
            [new("group", false, [IndexValue.Of(rare ? "RARE" : "COMMON")]), new("parity", false, [IndexValue.Of(number % 2 == 0 ? "EVEN" : "ODD")])],
            [new("name", Name(number))]),
    };

    private static string Id(int number) => $"c-{number:D6}";

    private static string Name(int number) => SortKey.Of($"NAME {number:D6}", Id(number));
}
