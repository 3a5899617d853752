namespace ContactsFunctions.Core.Storage;

/// <summary>
/// Sort keys: an ordered text form of the value, <see cref="End"/>, the document's id. So a key is unique, contacts equal in the value
/// are one run ordered by id, and a page is one range on one path.
/// </summary>
public static class SortKey
{
    /// <summary>Ends the value; lower than every character of an escaped value.</summary>
    public const char End = '\u0001';

    private const char AfterEnd = '\u0002';

    /// <summary>The key of a text, folded and cut by the caller, in <see cref="CodePointOrder"/> form.</summary>
    public static string Of(string text, string id) => Escape(text) + End + id;

    /// <summary>The key of a number: the 16 hexadecimal digits that order as IEEE doubles do.</summary>
    public static string Of(double number, string id)
    {
        var bits = BitConverter.DoubleToInt64Bits(number == 0 ? 0 : number);
        var ordered = bits < 0 ? ~(ulong)bits : (ulong)bits | 0x8000_0000_0000_0000;
        return ordered.ToString("x16", null) + End + id;
    }

    /// <summary>The key of a truth value; false comes first.</summary>
    public static string Of(bool value, string id) => (value ? "1" : "0") + End + id;

    /// <summary>The part of a key before the id: equal for equal values.</summary>
    public static ReadOnlySpan<char> ValueOf(string key) => key.AsSpan(0, key.IndexOf(End));

    /// <summary>Exclusive bounds around the run of keys with the value of <paramref name="key"/>, the lower first.</summary>
    public static (string Low, string High) RunOf(string key)
    {
        var value = ValueOf(key);
        return (string.Concat(value, [End]), string.Concat(value, [AfterEnd]));
    }

    // U+0001 becomes U+0002 U+0003 and U+0002 becomes U+0002 U+0004: in order, below U+0003, and End is nowhere inside.
    private static string Escape(string text) =>
        text.AsSpan().IndexOfAny(End, AfterEnd) < 0 ? text : text.Replace("\u0002", "\u0002\u0004", StringComparison.Ordinal).Replace("\u0001", "\u0002\u0003", StringComparison.Ordinal);
}
