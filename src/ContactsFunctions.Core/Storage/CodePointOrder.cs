using System.Text;

namespace ContactsFunctions.Core.Storage;

/// <summary>
/// Writes text so that comparing it by UTF-16 units, by UTF-8 bytes and by code points gives one order: the code-point order of the
/// original. The three differ only above U+DFFF, so nearly every text is returned as it is. Which of them Cosmos DB uses is not documented.
/// </summary>
/// <remarks>
/// U+E000–U+FFFF move to U+10000–U+11FFF, and what was there moves up by 0x2000; the last 0x2001 code points, which have no room, become
/// U+10FFFF and characters of U+E000–U+FFFF, which stand nowhere else. So no code point's form occurs inside of others': equality,
/// prefixes, endings and parts are kept.
/// </remarks>
public static class CodePointOrder
{
    private const int Shift = 0x2000;
    private const int FirstWithoutRoom = 0x10DFFF;
    private const int LastTwo = 0x10FFFE;

    /// <summary>The order-preserving form of well-formed UTF-16 text.</summary>
    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uFFFF'))
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            var code = rune.Value;
            if (code < 0xE000)
            {
                result.Append((char)code);
            }
            else if (code < FirstWithoutRoom)
            {
                Append(result, code + Shift);
            }
            else
            {
                Append(result, 0x10FFFF);
                result.Append((char)Math.Min(0xE000 + code - FirstWithoutRoom, 0xFFFF));
                if (code >= LastTwo)
                {
                    result.Append((char)(0xE000 + code - LastTwo));
                }
            }
        }

        return result.ToString();
    }

    private static void Append(StringBuilder result, int code)
    {
        Span<char> units = stackalloc char[2];
        result.Append(units[..new Rune(code).EncodeToUtf16(units)]);
    }
}
