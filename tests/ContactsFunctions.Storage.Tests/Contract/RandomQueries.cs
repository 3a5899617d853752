using System.Text;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Storage.Tests.Contract;

/// <summary>Random documents and filter trees over a few properties, so that they meet; the seed gives the same ones again.</summary>
public sealed class RandomQueries(int seed)
{
    public static readonly string[] SortSlugs = ["text", "number"];

    private static readonly SearchPath[] Paths = [new("text", false), new("number", false), new("mixed", false), new("many", true), new("absent", false)];

    private static readonly string[] Texts = [.. new[]
    {
        "", "A", "AB", "ABC", "B", "ÅNGSTRÖM", "Ω", "漢字", "漢", "😀", "😀😀", "\ufffd", "\ud7ff", "\ue000", "\U0010ffff", "\u0001", "\u0002", "%", "_", "\"", "\\", "'", "A B", "ß", new string('Z', 512),
    }.Select(CodePointOrder.Encode)];

    private static readonly double[] Numbers = [0, 1, -1, 0.1, 5e-324, double.MaxValue, double.MinValue, 9007199254740993, 2.5, 100];

    private readonly Random random = new(seed);

    public Document Document(int number)
    {
        var id = $"d-{number:D4}";
        List<SearchField> search = [];
        List<SortField> sort = [];
        if (Often())
        {
            var text = Text();
            search.Add(new("text", false, [IndexValue.Of(text)]));
            sort.Add(new("text", SortKey.Of(text, id)));
        }

        if (Often())
        {
            var value = Number();
            search.Add(new("number", false, [IndexValue.Of(value)]));
            sort.Add(new("number", SortKey.Of(value, id)));
        }

        if (Often())
        {
            search.Add(new("mixed", false, [Value()]));
        }

        if (Often())
        {
            search.Add(new("many", true, [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Value())]));
        }

        return new Document(id, "contact", Encoding.UTF8.GetBytes("{}")) { Index = new DocumentIndex(random.Next(10) == 0 ? "2026-01-01T00:00:00.000000Z" : null, search, sort) };
    }

    public DocumentQuery Query() => new(random.Next(1, 40))
    {
        Filter = Tree(random.Next(0, 4)),
        IncludeDeleted = random.Next(2) == 0,
        SortSlug = random.Next(3) is var sort && sort < 2 ? SortSlugs[sort] : null,
        Descending = random.Next(2) == 0,
    };

    private Filter Tree(int depth) => depth == 0 ? Leaf() : random.Next(4) switch
    {
        0 => new Filter.Not(Tree(depth - 1)),
        1 => new Filter.Or(Trees(depth - 1)),
        _ => new Filter.And(Trees(depth - 1)),
    };

    private Filter[] Trees(int depth) => [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Tree(depth))];

    private Filter Leaf()
    {
        var path = Paths[random.Next(Paths.Length)];
        return random.Next(6) switch
        {
            0 => new Filter.Exists(path),
            1 => new Filter.Ids([.. Enumerable.Range(0, random.Next(0, 30)).Select(_ => $"d-{random.Next(600):D4}").Distinct()]),
            2 => new Filter.In(path, [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Value())]),
            3 => new Filter.Matches(path, (TextMatch)random.Next(3), Text()),
            _ when random.Next(2) == 0 => Range(path, IndexValue.Of(Text()), IndexValue.Of(Text())),
            _ => Range(path, IndexValue.Of(Number()), IndexValue.Of(Number())),
        };
    }

    private Filter.Range Range(SearchPath path, IndexValue from, IndexValue to)
    {
        var open = random.Next(4);
        return new Filter.Range(path, open == 0 ? null : from, random.Next(2) == 0, open == 1 ? null : to, random.Next(2) == 0);
    }

    private IndexValue Value() => random.Next(4) switch
    {
        0 => IndexValue.Of(Number()),
        1 => IndexValue.Of(random.Next(2) == 0),
        _ => IndexValue.Of(Text()),
    };

    private bool Often() => random.Next(4) != 0;

    private string Text() => Texts[random.Next(Texts.Length)];

    private double Number() => Numbers[random.Next(Numbers.Length)];
}
