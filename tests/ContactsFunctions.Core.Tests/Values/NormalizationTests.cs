using ContactsFunctions.Core.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Values;

public sealed class NormalizationTests
{
    // Source, form C, form D. The kinds of UAX #15: composites, singletons, exclusions, reordering, blocking, Hangul, planes above the first.
    [Theory]
    [InlineData("e\u0301", "\u00E9", "e\u0301")]
    [InlineData("\u212B", "\u00C5", "A\u030A")]
    [InlineData("\u1E0A\u0323", "\u1E0C\u0307", "D\u0323\u0307")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307", "q\u0323\u0307")]
    [InlineData("a\u0328\u0301", "\u0105\u0301", "a\u0328\u0301")]
    [InlineData("a\u0305\u0301", "a\u0305\u0301", "a\u0305\u0301")]
    [InlineData("a\u0323\u0302", "\u1EAD", "a\u0323\u0302")]
    [InlineData("\u0958", "\u0915\u093C", "\u0915\u093C")]
    [InlineData("\u0344", "\u0308\u0301", "\u0308\u0301")]
    [InlineData("\u09C7\u09BE", "\u09CB", "\u09C7\u09BE")]
    [InlineData("\u1F82", "\u1F82", "\u03B1\u0313\u0300\u0345")]
    [InlineData("\u1100\u1161\u11A8", "\uAC01", "\u1100\u1161\u11A8")]
    [InlineData("\uAC00\u11A8", "\uAC01", "\u1100\u1161\u11A8")]
    [InlineData("\uAC01\u11A8", "\uAC01\u11A8", "\u1100\u1161\u11A8\u11A8")]
    [InlineData("\u1100\u0301\u1161", "\u1100\u0301\u1161", "\u1100\u0301\u1161")]
    [InlineData("\uF900", "\u8C48", "\u8C48")]
    [InlineData("\U0002F800", "\u4E3D", "\u4E3D")]
    [InlineData("\U00011099\U000110BA", "\U0001109A", "\U00011099\U000110BA")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165", "\U0001D157\U0001D165")]
    [InlineData("\uFB01\u2460", "\uFB01\u2460", "\uFB01\u2460")]
    [InlineData("\u0301", "\u0301", "\u0301")]
    public void Text_is_composed_and_decomposed(string source, string formC, string formD)
    {
        Assert.Equal(formC, Normalization.ToFormC(source));
        Assert.Equal(formD, Normalization.ToFormD(source));
    }

    [Fact]
    public void Both_forms_are_stable_and_reach_each_other() =>
        Prop.ForAll(Texts.WellFormed, text =>
        {
            var (c, d) = (Normalization.ToFormC(text), Normalization.ToFormD(text));
            return Normalization.ToFormC(c) == c && Normalization.ToFormD(d) == d && Normalization.ToFormC(d) == c && Normalization.ToFormD(c) == d;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void A_long_run_of_marks_is_ordered() =>
        Assert.Equal(
            "a" + new string('\u0323', 50_000) + new string('\u0305', 50_000),
            Normalization.ToFormD("a" + string.Concat(Enumerable.Repeat("\u0305\u0323", 50_000))));
}
