using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Storage.Tests.Cosmos;

/// <summary>Queries of every form, nested up to four deep.</summary>
internal static class RandomQueries
{
    private static readonly string[] Slugs = ["city", "tags", "score", "a_1"];
    private static readonly IndexValue[] Values = [IndexValue.Of(""), IndexValue.Of("OSLO"), IndexValue.Of("x\" OR c.secret = \"1"), IndexValue.Of(1.5), IndexValue.Of(-7), IndexValue.Of(true)];

    public static DocumentQuery Query(Random random) => new(random.Next(1, 200))
    {
        Filter = random.Next(10) == 0 ? null : Filter(random, 4),
        IncludeDeleted = random.Next(3) == 0,
        SortSlug = random.Next(2) == 0 ? null : "name",
        Descending = random.Next(2) == 0,
        After = random.Next(2) == 0 ? null : "k",
        Until = random.Next(4) == 0 ? "z" : null,
        Keys = random.Next(4) == 0 ? ["name", "city"] : null,
    };

    private static Filter Filter(Random random, int depth) => random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => new Filter.Ids(Many(random, r => "id-" + r.Next(9))),
        1 => new Filter.Exists(Path(random)),
        2 => new Filter.In(Path(random), Many(random, Value)),
        3 => new Filter.Matches(Path(random), (TextMatch)random.Next(3), "A"),
        4 => Range(random),
        5 => new Filter.Not(Filter(random, depth - 1)),
        6 => new Filter.And(Many(random, r => Filter(r, depth - 1))),
        _ => new Filter.Or(Many(random, r => Filter(r, depth - 1))),
    };

    private static Filter.Range Range(Random random)
    {
        var text = random.Next(2) == 0;
        IndexValue Bound(int place) => text ? IndexValue.Of("B" + place) : IndexValue.Of((double)place);
        return new(Path(random), random.Next(3) == 0 ? null : Bound(1), random.Next(2) == 0, random.Next(3) == 0 ? null : Bound(5), random.Next(2) == 0);
    }

    private static SearchPath Path(Random random) => new(Slugs[random.Next(Slugs.Length)], random.Next(2) == 0);

    private static IndexValue Value(Random random) => Values[random.Next(Values.Length)];

    private static List<T> Many<T>(Random random, Func<Random, T> make) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => make(random))];
}
