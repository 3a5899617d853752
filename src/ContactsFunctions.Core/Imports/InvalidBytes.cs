namespace ContactsFunctions.Core.Imports;

/// <summary>
/// Bytes that are not UTF-8, as <see cref="ImportText"/> decodes them: lone surrogates U+DC80 to U+DCFF, which valid UTF-8 never yields.
/// Only for text that was UTF-8; in UTF-16 a lone surrogate is what was sent.
/// </summary>
internal static class InvalidBytes
{
    /// <summary>Stands for the byte, 80 to FF.</summary>
    public static char Encode(byte invalid) => (char)(0xDC00 + invalid);

    /// <summary>Whether the text holds one.</summary>
    public static bool Any(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAnyInRange('\uDC80', '\uDCFF'); at >= 0 && at < text.Length; at++)
        {
            if (IsAt(text, at))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The text with U+FFFD for each; the same instance when there is none.</summary>
    public static string Replace(string text) => !Any(text) ? text : string.Create(text.Length, text, static (characters, from) =>
    {
        for (var at = 0; at < characters.Length; at++)
        {
            characters[at] = IsAt(from, at) ? '\uFFFD' : from[at];
        }
    });

    private static bool IsAt(ReadOnlySpan<char> text, int at) =>
        text[at] is >= '\uDC80' and <= '\uDCFF' && (at == 0 || !char.IsHighSurrogate(text[at - 1]));
}
