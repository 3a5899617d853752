using System.Text;

namespace ContactsFunctions.Core.Imports;

/// <summary>
/// Decodes Windows-1252, which .NET has only in a code page package. Bytes 80 to 9F are as in the WHATWG Encoding Standard
/// (index windows-1252): the five without a character are C1 controls, so that no byte is invalid. The rest is Latin-1.
/// </summary>
internal static class Windows1252
{
    private const string From80To9F =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F" +
        "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <summary>Decodes as many bytes as there is room for and returns how many: a character each.</summary>
    public static int Decode(ReadOnlySpan<byte> bytes, Span<char> characters)
    {
        var count = Math.Min(bytes.Length, characters.Length);
        characters = characters[..count];
        Encoding.Latin1.GetChars(bytes[..count], characters);
        for (var at = 0; ;)
        {
            var next = characters[at..].IndexOfAnyInRange('\u0080', '\u009F');
            if (next < 0)
            {
                return count;
            }

            at += next;
            characters[at] = From80To9F[characters[at] - 0x80];
            at++;
        }
    }
}
