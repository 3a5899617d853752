using System.Text.Json;
using System.Text.RegularExpressions;
using ContactsFunctions.Cosmos;
using ContactsFunctions.Storage.Tests.Contract;

namespace ContactsFunctions.Storage.Tests.Cosmos;

/// <summary>Every path that a query reads or orders by is in the index policy.</summary>
public sealed partial class IndexPolicyTests
{
    private static readonly string[] Included = ReadIncluded();

    [Fact]
    public void A_thousand_random_queries_are_covered()
    {
        var random = new RandomQueries(20261121);
        var seen = new HashSet<string>();
        for (var i = 0; i < 1_000; i++)
        {
            var query = random.Query() with { After = i % 2 == 0 ? null : "k", Until = i % 3 == 0 ? "z" : null, Keys = i % 5 == 0 ? RandomQueries.SortSlugs : null };
            var kind = i % 7 == 0 ? null : "contact";
            foreach (var text in new[] { QuerySql.Page("t1", kind, query).QueryText, QuerySql.Count("t1", kind, query.Filter, query.IncludeDeleted).QueryText })
            {
                var paths = PathsOf(text);
                Assert.NotEmpty(paths);
                Assert.All(paths, path => Assert.True(IsCovered(path), $"{path} is not indexed: {text}"));
                seen.UnionWith(paths);
            }

            var order = OrderBy().Match(QuerySql.Page("t1", kind, query).QueryText).Groups[1].Value;
            Assert.True(IsCovered(Assert.Single(PathsOf(order))), order);
        }

        Assert.Superset(new HashSet<string> { "/teamId", "/kind", "/deletedAt", "/id", "/search/text", "/search/many", "/sort/text", "/sort/number" }, seen);
    }

    [Fact]
    public void The_container_is_made_with_the_policy_and_documents_may_expire()
    {
        var properties = ContainerDefinition.Properties("documents");
        Assert.Equal(Included, properties.IndexingPolicy.IncludedPaths.Select(p => p.Path));
        Assert.Equal("/*", Assert.Single(properties.IndexingPolicy.ExcludedPaths).Path);
        Assert.Equal(("/teamId", -1), (properties.PartitionKeyPath, properties.DefaultTimeToLive));
    }

    /// <summary>A range index serves scalar paths that end in <c>/?</c> exactly and all below those that end in <c>/*</c>; id is always indexed.</summary>
    private static bool IsCovered(string path) => path == "/id" || Included.Any(i => i.EndsWith("/?", StringComparison.Ordinal)
        ? path == i[..^2]
        : path.StartsWith(i[..^1], StringComparison.Ordinal));

    private static List<string> PathsOf(string text) =>
        [.. Paths().Matches(text).Select(m => string.Concat(Step().Matches(m.Value).Select(s => "/" + s.Groups[1].Value + s.Groups[2].Value)))];

    private static string[] ReadIncluded()
    {
        using var policy = JsonDocument.Parse(ContainerDefinition.ReadIndexPolicy());
        return [.. policy.RootElement.GetProperty("includedPaths").EnumerateArray().Select(p => p.GetProperty("path").GetString()!)];
    }

    [GeneratedRegex("""\bc(?:\.\w+|\["\w+"\])+""")]
    private static partial Regex Paths();

    [GeneratedRegex("""\.(\w+)|\["(\w+)"\]""")]
    private static partial Regex Step();

    [GeneratedRegex(""" ORDER BY (.*) (?:ASC|DESC)$""")]
    private static partial Regex OrderBy();
}
