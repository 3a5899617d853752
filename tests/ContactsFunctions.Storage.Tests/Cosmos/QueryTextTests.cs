using ContactsFunctions.Core.Storage;
using ContactsFunctions.Cosmos;

namespace ContactsFunctions.Storage.Tests.Cosmos;

public sealed class QueryTextTests
{
    private const string Head = "SELECT TOP 20 * FROM c WHERE c.teamId = @p0 AND c.kind = @p1 AND NOT (IS_DEFINED(c.deletedAt))";
    private static readonly SearchPath City = new("city", false);
    private static readonly SearchPath Tags = new("tags", true);

    /// <summary>A filter, its SQL, its SQL under a NOT, and the values of its parameters.</summary>
    public static TheoryData<Filter, string, string, object[]> Leaves => new()
    {
        { new Filter.And([]), "true", "true", [] },
        { new Filter.Or([]), "false", "false", [] },
        { new Filter.Exists(City), """IS_DEFINED(c["search"]["city"])""", """IS_DEFINED(c["search"]["city"])""", [] },
        { new Filter.Ids([]), "false", "false", [] },
        { new Filter.Ids(["a"]), "c.id = @p2", "c.id = @p2", ["a"] },
        { new Filter.Ids(["a", "b"]), "c.id IN (@p2, @p3)", "c.id IN (@p2, @p3)", ["a", "b"] },
        { new Filter.In(City, []), "false", "false", [] },
        { In(City, "X"), """c["search"]["city"] = @p2""", """(IS_STRING(c["search"]["city"]) AND (c["search"]["city"] = @p2))""", ["X"] },
        {
            new Filter.In(City, [IndexValue.Of("X"), IndexValue.Of(5), IndexValue.Of("Y"), IndexValue.Of(true)]),
            """(c["search"]["city"] IN (@p2, @p3) OR c["search"]["city"] = @p4 OR c["search"]["city"] = @p5)""",
            """((IS_STRING(c["search"]["city"]) AND (c["search"]["city"] IN (@p2, @p3))) OR (IS_NUMBER(c["search"]["city"]) AND (c["search"]["city"] = @p4)) OR (IS_BOOL(c["search"]["city"]) AND (c["search"]["city"] = @p5)))""",
            ["X", "Y", 5.0, true]
        },
        { new Filter.In(Tags, []), "false", """(IS_ARRAY(c["search"]["tags"]) AND (false))""", [] },
        { In(Tags, "X"), """ARRAY_CONTAINS(c["search"]["tags"], @p2)""", """(IS_ARRAY(c["search"]["tags"]) AND (ARRAY_CONTAINS(c["search"]["tags"], @p2)))""", ["X"] },
        {
            In(Tags, "X", "Y"),
            """(ARRAY_CONTAINS(c["search"]["tags"], @p2) OR ARRAY_CONTAINS(c["search"]["tags"], @p3))""",
            """(IS_ARRAY(c["search"]["tags"]) AND ((ARRAY_CONTAINS(c["search"]["tags"], @p2) OR ARRAY_CONTAINS(c["search"]["tags"], @p3))))""",
            ["X", "Y"]
        },
        {
            new Filter.Range(City, IndexValue.Of(1), true, IndexValue.Of(2), false),
            """c["search"]["city"] >= @p2 AND c["search"]["city"] < @p3""",
            """(IS_NUMBER(c["search"]["city"]) AND (c["search"]["city"] >= @p2 AND c["search"]["city"] < @p3))""",
            [1.0, 2.0]
        },
        {
            new Filter.Range(City, null, false, IndexValue.Of("M"), true),
            """c["search"]["city"] <= @p2""",
            """(IS_STRING(c["search"]["city"]) AND (c["search"]["city"] <= @p2))""",
            ["M"]
        },
        {
            new Filter.Range(Tags, IndexValue.Of("M"), false, null, false),
            """EXISTS(SELECT VALUE 1 FROM v IN c["search"]["tags"] WHERE v > @p2)""",
            """EXISTS(SELECT VALUE 1 FROM v IN c["search"]["tags"] WHERE v > @p2)""",
            ["M"]
        },
        {
            new Filter.Matches(City, TextMatch.BeginsWith, "A"),
            """STARTSWITH(c["search"]["city"], @p2)""",
            """(IS_STRING(c["search"]["city"]) AND (STARTSWITH(c["search"]["city"], @p2)))""",
            ["A"]
        },
        {
            new Filter.Matches(City, TextMatch.EndsWith, "A"),
            """ENDSWITH(c["search"]["city"], @p2)""",
            """(IS_STRING(c["search"]["city"]) AND (ENDSWITH(c["search"]["city"], @p2)))""",
            ["A"]
        },
        {
            new Filter.Matches(Tags, TextMatch.Contains, "A"),
            """EXISTS(SELECT VALUE 1 FROM v IN c["search"]["tags"] WHERE CONTAINS(v, @p2))""",
            """EXISTS(SELECT VALUE 1 FROM v IN c["search"]["tags"] WHERE CONTAINS(v, @p2))""",
            ["A"]
        },
        {
            new Filter.And([In(City, "X"), new Filter.Or([In(Tags, "Y"), new Filter.Exists(Tags)])]),
            """(c["search"]["city"] = @p2 AND (ARRAY_CONTAINS(c["search"]["tags"], @p3) OR IS_DEFINED(c["search"]["tags"])))""",
            """((IS_STRING(c["search"]["city"]) AND (c["search"]["city"] = @p2)) AND ((IS_ARRAY(c["search"]["tags"]) AND (ARRAY_CONTAINS(c["search"]["tags"], @p3))) OR IS_DEFINED(c["search"]["tags"])))""",
            ["X", "Y"]
        },
    };

    [Theory]
    [MemberData(nameof(Leaves), DisableDiscoveryEnumeration = true)]
    public void A_leaf_is_bare_where_an_index_answers_it_and_guarded_under_a_not(Filter filter, string expected, string underNot, object[] values)
    {
        Check($"{Head} AND {expected} ORDER BY c.id ASC", new DocumentQuery(20) { Filter = filter }, values);
        Check($"{Head} AND NOT ({underNot}) ORDER BY c.id ASC", new DocumentQuery(20) { Filter = new Filter.Not(filter) }, values);
        Check($"{Head} AND NOT (NOT ({underNot})) ORDER BY c.id ASC", new DocumentQuery(20) { Filter = new Filter.Not(new Filter.Not(filter)) }, values);
    }

    [Fact]
    public void Bounds_are_ranges_on_the_path_of_the_order()
    {
        Check($"{Head} AND c.id > @p2 AND c.id < @p3 ORDER BY c.id ASC", new DocumentQuery(20) { After = "a", Until = "z" }, "a", "z");
        Check($"{Head} AND c.id < @p2 AND c.id > @p3 ORDER BY c.id DESC", new DocumentQuery(20) { Descending = true, After = "z", Until = "a" }, "z", "a");
        const string Path = """c["sort"]["name"]""";
        Check($"{Head} AND {Path} > @p2 ORDER BY {Path} ASC", new DocumentQuery(20) { SortSlug = "name", After = "k" }, "k");
        Check($"{Head} AND {Path} > @p2 ORDER BY {Path} DESC", new DocumentQuery(20) { SortSlug = "name", Until = "k", Descending = true }, "k");
        Check($"{Head} AND IS_DEFINED({Path}) ORDER BY {Path} ASC", new DocumentQuery(20) { SortSlug = "name" });
    }

    [Fact]
    public void Keys_select_the_id_and_the_keys_alone()
    {
        var byName = QuerySql.Page("t1", null, new DocumentQuery(5) { Keys = ["city", "name"], SortSlug = "name", IncludeDeleted = true }).QueryText;
        Assert.Equal("""SELECT TOP 5 c.id, c["sort"]["name"] AS o, c["sort"]["city"] AS k0, c["sort"]["name"] AS k1 FROM c WHERE c.teamId = @p0 AND IS_DEFINED(c["sort"]["name"]) ORDER BY c["sort"]["name"] ASC""", byName);
        Assert.StartsWith("SELECT TOP 5 c.id FROM c WHERE", QuerySql.Page("t1", null, new DocumentQuery(5) { Keys = [] }).QueryText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_count_is_one_number()
    {
        var count = QuerySql.Count("t1", "contact", In(City, "X"), false);
        Assert.Equal("""SELECT VALUE COUNT(1) FROM c WHERE c.teamId = @p0 AND c.kind = @p1 AND NOT (IS_DEFINED(c.deletedAt)) AND c["search"]["city"] = @p2""", count.QueryText);
    }

    [Theory]
    [InlineData("")]
    [InlineData("City")]
    [InlineData("a\"]")]
    [InlineData("1a")]
    [InlineData("a-b")]
    [InlineData("city\n")]
    public void What_is_no_slug_never_reaches_the_text(string slug)
    {
        Assert.Throws<ArgumentException>(() => QuerySql.Page("t1", null, new DocumentQuery(5) { Filter = new Filter.Exists(new(slug, false)) }));
        Assert.Throws<ArgumentException>(() => QuerySql.Page("t1", null, new DocumentQuery(5) { SortSlug = slug }));
        Assert.Throws<ArgumentException>(() => QuerySql.Page("t1", null, new DocumentQuery(5) { Keys = [slug] }));
    }

    private static Filter.In In(SearchPath path, params string[] values) => new(path, [.. values.Select(IndexValue.Of)]);

    private static void Check(string expected, DocumentQuery query, params object[] values)
    {
        var definition = QuerySql.Page("t1", "contact", query);
        Assert.Equal(expected, definition.QueryText);
        Assert.Equal(["t1", "contact", .. values], definition.GetQueryParameters().Select(p => p.Value));
    }
}
