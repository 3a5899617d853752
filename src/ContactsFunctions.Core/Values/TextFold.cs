using System.Globalization;
using System.Text;

namespace ContactsFunctions.Core.Values;

/// <summary>The form in which text is compared: NFC, upper-cased invariantly one code point at a time (simple mappings, so ß stays ß).</summary>
public static class TextFold
{
    /// <summary>Folds well-formed text; folding twice is folding once. The same instance when nothing changes.</summary>
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.AsSpan().ContainsAnyInRange('a', 'z') ? text.ToUpperInvariant() : text;
        }

        // An upper case letter can compose with what follows where its lower case could not, so form C is taken again.
        return Normalization.ToFormC(Normalization.ToFormC(text).ToUpperInvariant());
    }

    /// <summary>The first <paramref name="codePoints"/> code points; a surrogate pair is one and is never split.</summary>
    public static string Cut(string text, int codePoints)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(codePoints);
        if (text.Length <= codePoints)
        {
            return text;
        }

        var end = 0;
        for (var left = codePoints; left > 0 && end < text.Length; left--)
        {
            end += char.IsSurrogatePair(text, end) ? 2 : 1;
        }

        return end == text.Length ? text : text[..end];
    }

    /// <summary>Whether text can be stored: false for U+0000 and for a surrogate without its other half.</summary>
    public static bool IsWellFormed(string text)
    {
        var span = text.AsSpan();
        if (span.Contains('\0'))
        {
            return false;
        }

        for (var at = span.IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0 && at < span.Length; at++)
        {
            if (!char.IsSurrogate(span[at]))
            {
                continue;
            }

            if (at + 1 == span.Length || !char.IsSurrogatePair(span[at], span[at + 1]))
            {
                return false;
            }

            at++;
        }

        return true;
    }

    /// <summary>The words of the folded text in order, repeats included: its longest runs of letters, marks and digits (categories L, M and N).</summary>
    public static IEnumerable<string> Words(string text)
    {
        var folded = Fold(text);
        var start = -1;
        for (var at = 0; at < folded.Length;)
        {
            var inWord = IsWordAt(folded, at, out var length);
            if (inWord && start < 0)
            {
                start = at;
            }
            else if (!inWord && start >= 0)
            {
                yield return folded[start..at];
                start = -1;
            }

            at += length;
        }

        if (start >= 0)
        {
            yield return start == 0 ? folded : folded[start..];
        }
    }

    private static bool IsWordAt(string text, int at, out int length)
    {
        length = 1;
        if (char.IsAscii(text[at]))
        {
            return char.IsAsciiLetterOrDigit(text[at]);
        }

        length = char.IsSurrogatePair(text, at) ? 2 : 1;
        return CharUnicodeInfo.GetUnicodeCategory(text, at) <= UnicodeCategory.OtherNumber;
    }
}
