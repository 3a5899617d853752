using System.Text;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Core.Tests.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Storage;

/// <summary>Forms that keep an order whichever way an engine compares text.</summary>
public sealed class OrderTests
{
    private static readonly Gen<string> Near =
        Gen.Elements("\u0001", "\u0002", "\u0003", "\u0004", "a", "\uD7FF", "\uE000", "\uFFFF", "\U00010000", "\U00011FFF", "\U00012000", "\U0010DFFE", "\U0010DFFF", "\U0010E000", "\U0010FFFD", "\U0010FFFE", "\U0010FFFF", "\u4E00")
            .ListOf().Select(p => string.Concat(p.Take(4)));

    private static readonly Arbitrary<(string, string)> Pairs =
        Gen.OneOf(Texts.WellFormed.Generator.Two().Select(p => (p.Item1, p.Item2)), Near.Two().Select(p => (p.Item1, p.Item2))).ToArbitrary();

    [Fact]
    public void Encoded_texts_order_as_code_points_by_unit_by_byte_and_by_code_point() => Check(Pairs, pair =>
    {
        var expected = ByCodePoint(pair.Item1, pair.Item2);
        var (left, right) = (CodePointOrder.Encode(pair.Item1), CodePointOrder.Encode(pair.Item2));
        return expected == Math.Sign(string.CompareOrdinal(left, right))
            && expected == Math.Sign(Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right)))
            && expected == ByCodePoint(left, right);
    });

    [Fact]
    public void Encoded_texts_hold_begin_and_end_as_the_texts_do() => Check(Pairs, pair =>
    {
        var (whole, part) = (CodePointOrder.Encode(pair.Item1), CodePointOrder.Encode(pair.Item2));
        return whole.Contains(part, StringComparison.Ordinal) == pair.Item1.Contains(pair.Item2, StringComparison.Ordinal)
            && whole.StartsWith(part, StringComparison.Ordinal) == pair.Item1.StartsWith(pair.Item2, StringComparison.Ordinal)
            && whole.EndsWith(part, StringComparison.Ordinal) == pair.Item1.EndsWith(pair.Item2, StringComparison.Ordinal);
    });

    [Fact]
    public void Keys_of_texts_order_by_text_and_then_by_id() => Check(Pairs, pair =>
    {
        var expected = ByCodePoint(pair.Item1, pair.Item2);
        var (left, right) = (SortKey.Of(CodePointOrder.Encode(pair.Item1), "1"), SortKey.Of(CodePointOrder.Encode(pair.Item2), "2"));
        return (expected == 0 ? -1 : expected) == Math.Sign(string.CompareOrdinal(left, right))
            && (expected == 0) == SortKey.ValueOf(left).SequenceEqual(SortKey.ValueOf(right));
    });

    [Fact]
    public void A_run_holds_the_keys_of_its_value_and_no_other() => Check(Pairs, pair =>
    {
        var (low, high) = SortKey.RunOf(SortKey.Of(CodePointOrder.Encode(pair.Item1), "5"));
        var key = SortKey.Of(CodePointOrder.Encode(pair.Item2), "7");
        return (pair.Item1 == pair.Item2) == (string.CompareOrdinal(low, key) < 0 && string.CompareOrdinal(key, high) < 0);
    });

    [Fact]
    public void Keys_of_numbers_order_as_the_numbers()
    {
        var numbers = Gen.OneOf(Longs.Any.Select(BitConverter.Int64BitsToDouble).Where(double.IsFinite), Gen.Elements(0, -0.0, 1, -1, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue));
        Check(numbers.Two().Select(p => (p.Item1, p.Item2)).ToArbitrary(), pair =>
            (pair.Item1 == pair.Item2 ? -1 : Math.Sign(pair.Item1.CompareTo(pair.Item2))) == Math.Sign(string.CompareOrdinal(SortKey.Of(pair.Item1, "1"), SortKey.Of(pair.Item2, "2"))));
    }

    [Fact]
    public void False_comes_before_true() => Assert.True(string.CompareOrdinal(SortKey.Of(false, "2"), SortKey.Of(true, "1")) < 0);

    private static int ByCodePoint(string left, string right) =>
        Math.Sign(left.EnumerateRunes().Select(r => r.Value).ToArray().AsSpan().SequenceCompareTo(right.EnumerateRunes().Select(r => r.Value).ToArray()));

    private static void Check<T>(Arbitrary<T> arbitrary, Func<T, bool> holds) => Prop.ForAll(arbitrary, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
}
