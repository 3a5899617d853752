using System.Buffers;
using System.Text;

namespace ContactsFunctions.Core.Exports;

/// <summary>Writes content lines of a vCard: escaped, folded at 75 octets (RFC 2425, section 5.8.1) and ended by CRLF, in UTF-8.</summary>
internal static class VcardLine
{
    private const int MaxOctets = 75;

    private static readonly SearchValues<char> Escaped = SearchValues.Create("\\;,\r\n");

    /// <summary>A text as a value or a part of one: <c>\ ; ,</c> and line breaks escaped (RFC 2426, section 5).</summary>
    public static string Escape(string text) => text.AsSpan().IndexOfAny(Escaped) < 0 ? text : text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\r\n", "\\n", StringComparison.Ordinal)
        .Replace("\r", "\\n", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>Writes a line that holds no line break; a UTF-8 sequence is never split.</summary>
    public static void Write(string line, IBufferWriter<byte> to)
    {
        ReadOnlySpan<byte> octets = Encoding.UTF8.GetBytes(line);
        var room = MaxOctets;
        while (octets.Length > room)
        {
            var end = room;
            while ((octets[end] & 0xC0) == 0x80)
            {
                end--;
            }

            to.Write(octets[..end]);
            to.Write("\r\n "u8);
            octets = octets[end..];
            room = MaxOctets - 1;
        }

        to.Write(octets);
        to.Write("\r\n"u8);
    }
}
