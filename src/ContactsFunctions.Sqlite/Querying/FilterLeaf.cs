using System.Text;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite.Indexing;

namespace ContactsFunctions.Sqlite.Querying;

/// <summary>A leaf of a filter on one property: whether one value satisfies it.</summary>
internal abstract class FilterLeaf(string slug)
{
    public byte[] Slug { get; } = Encoding.UTF8.GetBytes(slug);

    public abstract bool Holds(SearchKind kind, double number, ReadOnlySpan<byte> bytes);

    public static FilterLeaf Of(Filter filter) => filter switch
    {
        Filter.Exists f => new Any(f.Path.Slug),
        Filter.In f => new OneOf(f.Path.Slug, [.. f.Values.Select(SearchValue.Of)]),
        Filter.Range f => new Between(IndexRange.Of(f)),
        Filter.Matches f => new Text(f.Path.Slug, f.Match, Encoding.UTF8.GetBytes(f.Text)),
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "Not a leaf."),
    };

    private sealed class Any(string slug) : FilterLeaf(slug)
    {
        public override bool Holds(SearchKind kind, double number, ReadOnlySpan<byte> bytes) => true;
    }

    private sealed class OneOf : FilterLeaf
    {
        private readonly SearchValue[] sorted;

        public OneOf(string slug, SearchValue[] values)
            : base(slug)
        {
            Array.Sort(values, static (a, b) => a.CompareTo(b));
            sorted = values;
        }

        public override bool Holds(SearchKind kind, double number, ReadOnlySpan<byte> bytes)
        {
            for (int low = 0, high = sorted.Length - 1; low <= high;)
            {
                var middle = (low + high) / 2;
                var order = sorted[middle].CompareTo(kind, number, bytes);
                if (order == 0)
                {
                    return true;
                }

                (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
            }

            return false;
        }
    }

    private sealed class Between(IndexRange range) : FilterLeaf(range.Slug)
    {
        public override bool Holds(SearchKind kind, double number, ReadOnlySpan<byte> bytes)
        {
            var low = range.Low.CompareTo(kind, number, bytes);
            var high = range.High.CompareTo(kind, number, bytes);
            return (low < 0 || (low == 0 && range.LowInclusive)) && (high > 0 || (high == 0 && range.HighInclusive));
        }
    }

    private sealed class Text(string slug, TextMatch match, byte[] operand) : FilterLeaf(slug)
    {
        public override bool Holds(SearchKind kind, double number, ReadOnlySpan<byte> bytes) => kind == SearchKind.Text && match switch
        {
            TextMatch.BeginsWith => bytes.StartsWith(operand),
            TextMatch.Contains => bytes.IndexOf(operand) >= 0,
            _ => bytes.EndsWith(operand),
        };
    }
}
