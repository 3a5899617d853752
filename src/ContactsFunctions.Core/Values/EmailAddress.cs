using System.Globalization;
using System.Text;

namespace ContactsFunctions.Core.Values;

/// <summary>E-mail addresses as RFC 5321 has them in MAIL and RCPT, and RFC 6531 with UTF-8: no comments, no display name, no address literal, no blanks.</summary>
public static class EmailAddress
{
    private const int MaxLength = 254;
    private const int MaxLocalOctets = 64;
    private const int MaxDomainOctets = 255;
    private const int MaxLabelLength = 63;

    /// <summary>The address trimmed and in lower case, or null when the text is no address.</summary>
    public static string? Normalize(string text)
    {
        var address = text.AsSpan().Trim().Length == text.Length ? text.ToLowerInvariant() : text.Trim().ToLowerInvariant();
        if (address.Length is 0 or > MaxLength || !TextFold.IsWellFormed(address) || !IsPrintable(address))
        {
            return null;
        }

        var at = address[0] == '"' ? EndOfQuotes(address) : address.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || at >= address.Length - 1 || address[at] != '@')
        {
            return null;
        }

        var local = address.AsSpan(0, at);
        var domain = address.AsSpan(at + 1);
        return (local[0] == '"' || IsDotAtom(local))
            && Encoding.UTF8.GetByteCount(local) <= MaxLocalOctets
            && Encoding.UTF8.GetByteCount(domain) <= MaxDomainOctets
            && IsDomain(domain)
                ? address
                : null;
    }

    // Joiners are format characters that belong to the spelling of Persian and Indic words.
    private static bool IsPrintable(string address)
    {
        foreach (var c in address)
        {
            if (char.IsAscii(c) ? c is <= ' ' or '\u007F' : char.GetUnicodeCategory(c) switch
            {
                UnicodeCategory.Control or UnicodeCategory.SpaceSeparator => true,
                UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
                UnicodeCategory.Format => c is not ('\u200C' or '\u200D'),
                _ => false,
            })
            {
                return false;
            }
        }

        return true;
    }

    private static int EndOfQuotes(string address)
    {
        for (var i = 1; i < address.Length; i++)
        {
            if (address[i] == '\\')
            {
                i++;
            }
            else if (address[i] == '"')
            {
                return i + 1;
            }
        }

        return -1;
    }

    private static bool IsDotAtom(ReadOnlySpan<char> local)
    {
        var afterDot = true;
        foreach (var c in local)
        {
            if (c == '.' ? afterDot : char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && !"!#$%&'*+-/=?^_`{|}~".Contains(c))
            {
                return false;
            }

            afterDot = c == '.';
        }

        return !afterDot;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        foreach (var range in domain.Split('.'))
        {
            var label = domain[range];
            if (label.Length is 0 or > MaxLabelLength || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }

            foreach (var rune in label.EnumerateRunes())
            {
                // Letters, marks and digits; beyond them IDNA (RFC 5892, appendix A) has joiners and middle dots inside of some words.
                var allowed = rune.IsAscii
                    ? Rune.IsLetterOrDigit(rune) || rune.Value == '-'
                    : Rune.GetUnicodeCategory(rune) <= UnicodeCategory.DecimalDigitNumber
                        || rune.Value is 0x200C or 0x200D or 0xB7 or 0x30FB;
                if (!allowed)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
