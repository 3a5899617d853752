using System.Text.Unicode;

namespace ContactsFunctions.Core.Imports;

/// <summary>The encodings in which text inputs come.</summary>
internal enum TextEncoding
{
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
    Windows1252,
}

/// <summary>Names and detection of <see cref="TextEncoding"/>.</summary>
internal static class TextEncodings
{
    /// <summary>How many bytes are looked at before a text without a byte order mark is taken for UTF-8.</summary>
    public const int DetectionBytes = 1024 * 1024;

    /// <summary>The name that a job shows.</summary>
    public static string Name(this TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf8 => "utf-8",
        TextEncoding.Utf16LittleEndian => "utf-16le",
        TextEncoding.Utf16BigEndian => "utf-16be",
        _ => "windows-1252",
    };

    /// <summary>
    /// Finds the encoding and the length of its byte order mark. A charset wins (null for an unknown one; Latin-1 and ASCII mean Windows-1252, as in
    /// the WHATWG Encoding Standard); then the mark; then UTF-8 if the bytes are valid; then Windows-1252.
    /// </summary>
    /// <param name="head">The first <see cref="DetectionBytes"/> of the input, or all of it.</param>
    /// <param name="whole">Whether that is all: then a sequence cut short at the end is invalid.</param>
    public static (TextEncoding Encoding, int MarkLength)? Detect(ReadOnlySpan<byte> head, bool whole, string? charset)
    {
        TextEncoding? marked = head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? TextEncoding.Utf8
            : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? TextEncoding.Utf16LittleEndian
            : head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? TextEncoding.Utf16BigEndian
            : null;
        TextEncoding? encoding = charset?.Trim(' ', '"').ToLowerInvariant() switch
        {
            null or "" => marked ?? (IsUtf8(head, whole) ? TextEncoding.Utf8 : TextEncoding.Windows1252),
            "utf-8" or "utf8" => TextEncoding.Utf8,
            "utf-16" or "utf16" => marked is TextEncoding.Utf16BigEndian ? TextEncoding.Utf16BigEndian : TextEncoding.Utf16LittleEndian,
            "utf-16le" => TextEncoding.Utf16LittleEndian,
            "utf-16be" => TextEncoding.Utf16BigEndian,
            "windows-1252" or "cp1252" or "iso-8859-1" or "latin1" or "us-ascii" or "ascii" => TextEncoding.Windows1252,
            _ => null,
        };
        return encoding is not { } found ? null : (found, found != marked ? 0 : found == TextEncoding.Utf8 ? 3 : 2);
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes, bool whole)
    {
        if (whole)
        {
            return Utf8.IsValid(bytes);
        }

        // The edge may cut a sequence: leave the bytes from its lead byte on to the row that holds them.
        var end = bytes.Length;
        for (var back = 1; back <= 3 && back <= bytes.Length; back++)
        {
            var b = bytes[^back];
            if (b < 0x80)
            {
                break;
            }

            if (b >= 0xC0)
            {
                end = bytes.Length - back;
                break;
            }
        }

        return Utf8.IsValid(bytes[..end]) && (end == bytes.Length || IsPrefixOrWhole(bytes[end..]));
    }

    private static bool IsPrefixOrWhole(ReadOnlySpan<byte> tail)
    {
        Span<char> characters = stackalloc char[4];
        var status = Utf8.ToUtf16(tail, characters, out _, out _, replaceInvalidSequences: false, isFinalBlock: false);
        return status is System.Buffers.OperationStatus.Done or System.Buffers.OperationStatus.NeedMoreData;
    }
}
