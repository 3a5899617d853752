using System.Text;
using ContactsFunctions.Core.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Values;

public sealed class TextFoldTests
{
    [Theory]
    [InlineData("Ada Lovelace", "ADA LOVELACE")]
    [InlineData("e\u0301", "\u00C9")]
    [InlineData("E\u0301", "\u00C9")]
    [InlineData("\u00E9", "\u00C9")]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("straße", "STRAßE")]
    [InlineData("Жук", "ЖУК")]
    [InlineData("ς", "Σ")]
    [InlineData("𐐨", "𐐀")]
    [InlineData("用户", "用户")]
    [InlineData("👩‍👧", "👩‍👧")]
    [InlineData("", "")]
    public void Fold_composes_and_uppercases(string text, string expected) => Assert.Equal(expected, TextFold.Fold(text));

    [Fact]
    public void Fold_returns_the_same_instance_when_nothing_changes()
    {
        var (ascii, other) = ("ADA 1", "ÉCOLE ЖУК 用户");
        Assert.Same(ascii, TextFold.Fold(ascii));
        Assert.Same(other, Normalization.ToFormC(other));
    }

    [Fact]
    public void Folding_twice_is_folding_once_and_ignores_composition()
    {
        Prop.ForAll(Texts.WellFormed, text =>
        {
            var folded = TextFold.Fold(text);
            return TextFold.Fold(folded) == folded && TextFold.Fold(Normalization.ToFormD(text)) == folded && TextFold.IsWellFormed(folded);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void Folding_twice_is_folding_once_for_every_code_point_before_every_kind_of_mark()
    {
        string[] marks = ["", "\u0300", "\u0301", "\u0307", "\u0308", "\u030C", "\u0327", "\u0338", "\u0345", "\u0313\u0301\u0345"];
        for (var code = 0; code <= 0x10FFFF; code = code == 0xD7FF ? 0xE000 : code + 1)
        {
            foreach (var mark in code < 0x3000 ? marks : marks[..1])
            {
                var folded = TextFold.Fold(new Rune(code) + mark);
                Assert.True(TextFold.Fold(folded) == folded, $"U+{code:X4} with {mark.Length} marks");
            }
        }
    }

    [Theory]
    [InlineData("abc", 2, "ab")]
    [InlineData("abc", 3, "abc")]
    [InlineData("abc", 9, "abc")]
    [InlineData("abc", 0, "")]
    [InlineData("a😀b", 2, "a😀")]
    [InlineData("😀😀", 1, "😀")]
    [InlineData("😀😀", 3, "😀😀")]
    public void Cut_counts_code_points(string text, int codePoints, string expected) => Assert.Equal(expected, TextFold.Cut(text, codePoints));

    [Fact]
    public void IsWellFormed_refuses_lone_surrogates_and_U0000()
    {
        Assert.All(["", "abc", "a😀", "\uE000\uFFFF", "\u0001"], text => Assert.True(TextFold.IsWellFormed(text)));
        Assert.All(["\0", "a\0b", "\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D", "😀\uD83D", "😀\0"], text => Assert.False(TextFold.IsWellFormed(text)));
    }

    [Theory]
    [InlineData("Ada  Lovelace, née Byron", "ADA|LOVELACE|NÉE|BYRON")]
    [InlineData("o'brien+tag@sub.example.co.uk", "O|BRIEN|TAG|SUB|EXAMPLE|CO|UK")]
    [InlineData("snake_case", "SNAKE|CASE")]
    [InlineData("हिन्दी भाषा", "हिन्दी|भाषा")]
    [InlineData("𐐨𐐩-𝟓", "𐐀𐐁|𝟓")]
    [InlineData("R2-D2", "R2|D2")]
    [InlineData("--", "")]
    [InlineData("👍", "")]
    public void Words_are_runs_of_letters_marks_and_digits(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', TextFold.Words(text)));
}
