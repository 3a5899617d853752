using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Api.Tests.Hard;

/// <summary>Texts that escaping, folding, indexing or routing could spoil.</summary>
internal static class NastyTexts
{
    private static readonly string[] Pieces =
        ["\"", "'", "\\", "]", "[", "--", "%", "_", ";", "<script>", "%2F", "%25", "/", "//", "../", "+", "&", "=", "?", "#", ",", "{", "}", "$", "`", "*", "\r\n", "\t", " ", "\u0001", "\u0002", "\u007f", "\u00a0", "\ufeff", "\u200d", "\u202e", "\uffff", "a", "Z", "9"];

    private static readonly Gen<string> Rune = Gen.Frequency(
        (3, Gen.Choose(1, 0x7F)),
        (2, Gen.Choose(0x80, 0x5FF)),
        (2, Gen.Choose(0x300, 0x36F)),
        (2, Gen.Choose(0x600, 0xD7FF)),
        (2, Gen.Choose(0xE000, 0xFFFF)),
        (4, Gen.Choose(0x10000, 0x10FFFF))).Select(code => new Rune(code).ToString());

    /// <summary>Texts that must never be spoilt, each once.</summary>
    public static IReadOnlyList<string> Fixed { get; } =
    [
        .. Pieces, .. Enumerable.Range(0, 17).Select(OfPlane),
        "", "  ", ".", "..", "...", "./..", "null", "true", "0", "Robert'); DROP TABLE documents;--", "<script>alert(\"x\")</script>", "C:\\temp\\%USERNAME%", "100 % _like_ [a-z] ]]", "a/b", "/a", "a/", "%2F", "%2f%2F", "%252F", "%5C", "\\u0041", "\\",
        "{\"a\":\"b\"}", "e\u0301 and \u00e9", "ﬀ ß ẞ İ ı ſ K", "שלום עליכם", "مرحبا", "日本語テキスト", "한국어", "👩‍👩‍👧‍👦 🇩🇪", "\u0301 starts with a mark", "Ａｄａ", "a\r\nb\tc\u0001d\u0002e", "\ufeffBOM", "\ufffe\uffff", "=1+1", "a,b", ",", "'", "''",
        new('x', 65_536), string.Concat(Enumerable.Repeat("é", 32_768)), string.Concat(Enumerable.Repeat("😀", 16_384)), string.Concat(Enumerable.Repeat("\"\\", 32_768)),
    ];

    /// <summary>Runs of runes of every plane and of the pieces that have a meaning somewhere.</summary>
    public static Gen<string> Random { get; } = Gen.Frequency((2, Rune), (1, Gen.Elements(Pieces))).ListOf().Select(string.Concat);

    /// <summary>Texts that folding leaves as they are, so that their order is that of their code points.</summary>
    public static Gen<string> Unfolding { get; } = Gen.Elements(
        "\u0001", "\u0002", "\u0003", " ", "!", "'", "-", "0", "9", "A", "Z", "[", "_", "~", "\u00a1", "\u0410", "\u05d0", "\u4e00", "\uac00", "\ue000", "\ufffd", "\uffff",
        "\U00010000", "\U0001F600", "\U0001FFFF", "\U00020000", "\U00030000", "\U000E0001", "\U000F0000", "\U0010FFFF").ListOf().Select(string.Concat);

    /// <summary>Whether the text holds a letter, a mark or a digit.</summary>
    public static bool HasWord(string text) => text.EnumerateRunes().Any(r => System.Text.Rune.GetUnicodeCategory(r) <= UnicodeCategory.OtherNumber);

    /// <summary>Orders by code points, which UTF-16 units do not above U+FFFF.</summary>
    public static int CompareCodePoints(string left, string right) => Encoding.UTF32.GetString(Encoding.UTF32.GetBytes(left)) == Encoding.UTF32.GetString(Encoding.UTF32.GetBytes(right))
        ? 0
        : left.EnumerateRunes().Select(r => r.Value).Append(-1).Zip(right.EnumerateRunes().Select(r => r.Value).Append(-1)).Select(p => p.First.CompareTo(p.Second)).First(c => c != 0);

    private static string OfPlane(int plane) => string.Concat(Enumerable.Range(0, 16).Select(i => plane == 0 && i is 0 or 13 ? 'p' + "" : char.ConvertFromUtf32((plane << 16) + (i << 12) + 0x41)));
}
