using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Tests.Meaning;

/// <summary>Texts that compare badly: few letters so that they meet, scripts and planes mixed, letters whose case is odd, marks, and texts beyond what is searched.</summary>
public static class RandomTexts
{
    private static readonly Gen<string> Pieces = Gen.Frequency(
        (8, Gen.Elements("a", "b", "A", "B", "ab", "1", "2")),
        (2, Gen.Elements(" ", ",", "%", "_", "'", "\"", "\\", "*", "?", "[", "]", "-", "@", ".", "\n", "\u0001", "\u0002", "\u0003", "\u007F")),
        (3, Gen.Elements("ß", "ẞ", "ı", "İ", "ς", "σ", "Σ", "ſ", "ǆ", "ŉ", "µ", "Å", "é", "É", "e\u0301", "\u0301", "\u0327\u0301", "q\u0307\u0323", "\u0958", "가", "\u1100\u1161")),
        (1, Gen.Elements("ж", "я", "ב", "ع", "中", "あ", "ﬁ", "Ａ", "\u200D")),
        (2, Gen.Elements("\uD7FF", "\uE000", "\uF8FF", "\uFFFD", "\uFFFF", "\U00010000", "\U00010428", "\U0001F600", "\U00011FFF", "\U00012000", "\U0010DFFE", "\U0010DFFF", "\U0010E000", "\U0010FFFE", "\U0010FFFF", "\u4E00")));

    /// <summary>Short texts, the empty one among them, and now and then one beyond 100 or 512 code points.</summary>
    public static Gen<string> Any { get; } = Gen.Frequency(
        (12, Short(0, 4)),
        (1, Long(98, 102)),
        (1, Long(509, 515)));

    /// <summary>Of <paramref name="least"/> to <paramref name="most"/> pieces.</summary>
    public static Gen<string> Short(int least, int most) =>
        from count in Gen.Choose(least, most)
        from pieces in Pieces.ListOf(count)
        select string.Concat(pieces);

    private static Gen<string> Long(int least, int most) =>
        from piece in Gen.Elements("a", "é", "\U0001F600", "\uE000", "ab")
        from count in Gen.Choose(least, most)
        from end in Short(0, 3)
        select string.Concat(Enumerable.Repeat(piece, count)) + end;
}
