using System.Text;
using System.Text.Unicode;

namespace ContactsFunctions.Core.Imports;

/// <summary>The texts of a property's value.</summary>
/// <param name="old">Whether it is vCard 2.1, where a backslash escapes a delimiter and nothing else.</param>
internal sealed class VcardText(VcardProperty property, bool old)
{
    /// <summary>The whole value; null when its bytes are not text in its charset.</summary>
    public string? Whole() => Decode(property.Value);

    /// <summary>The parts of the value; null when the bytes of one are not text in its charset.</summary>
    public IReadOnlyList<string>? Parts(char separator)
    {
        var parts = Split(separator).Select(Decode).ToList();
        return parts.Contains(null) ? null : [.. parts.OfType<string>()];
    }

    private IEnumerable<string> Split(char separator)
    {
        var (value, start) = (property.Value, 0);
        for (var at = 0; at < value.Length; at++)
        {
            if (IsEscape(value, at))
            {
                at++;
            }
            else if (value[at] == separator)
            {
                yield return value[start..at];
                start = at + 1;
            }
        }

        yield return value[start..];
    }

    private bool IsEscape(string text, int at) => text[at] == '\\' && at + 1 < text.Length && (old ? ";,:" : ";,:\\nN").Contains(text[at + 1]);

    // Delimiters and escapes are those of the text as it stands: what quoted-printable hides is none.
    private string? Decode(string part)
    {
        var text = Unescape(part);
        if (property.IsBase64)
        {
            var bytes = new byte[text.Length];
            return Convert.TryFromBase64String(text, bytes, out var count) ? Lines(Decode(bytes.AsSpan(0, count))) : null;
        }

        return property.IsQuotedPrintable ? Lines(DecodeQuotedPrintable(text)) : text;
    }

    private string Unescape(string text)
    {
        if (!text.Contains('\\'))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var escape = IsEscape(text, at);
            at += escape ? 1 : 0;
            plain.Append(escape && (text[at] is 'n' or 'N') ? '\n' : text[at]);
        }

        return plain.ToString();
    }

    /// <summary>Decodes runs of bytes (RFC 2045 section 6.7); an equals sign without two hexadecimal digits is itself, at the end nothing.</summary>
    private string? DecodeQuotedPrintable(string text)
    {
        var decoded = new StringBuilder(text.Length);
        var bytes = new List<byte>();
        for (var at = 0; at < text.Length;)
        {
            for (bytes.Clear(); at + 2 < text.Length && text[at] == '=' && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]); at += 3)
            {
                bytes.Add(Convert.FromHexString(text.AsSpan(at + 1, 2))[0]);
            }

            if (bytes.Count > 0)
            {
                if (Decode([.. bytes]) is not { } run)
                {
                    return null;
                }

                decoded.Append(run);
            }
            else if (text[at] != '=' || at + 1 < text.Length)
            {
                decoded.Append(text[at++]);
            }
            else
            {
                at++;
            }
        }

        return decoded.ToString();
    }

    private string? Decode(ReadOnlySpan<byte> bytes)
    {
        if (property.Charset is null or "utf-8" or "utf8" && Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        if (property.Charset is null or "windows-1252" or "cp1252" or "iso-8859-1" or "latin1")
        {
            var characters = new char[bytes.Length];
            Windows1252.Decode(bytes, characters);
            return new string(characters);
        }

        return Ascii.IsValid(bytes) ? Encoding.ASCII.GetString(bytes) : null;
    }

    private static string? Lines(string? text) => text?.Replace("\r\n", "\n", StringComparison.Ordinal);
}
