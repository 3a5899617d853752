using System.Globalization;
using System.Text;

namespace ContactsFunctions.Core.Values;

/// <summary>Telephone numbers as people write them, and their E.164 form.</summary>
public static class PhoneNumber
{
    // An international prefix, fifteen digits and a trunk prefix kept by mistake; what is longer is no number.
    private const int MaxTyped = 24;

    /// <summary>
    /// The E.164 form, a plus and at most 15 digits, or null when the text cannot be read as a number with a length that its country has.
    /// Without a plus or international prefix the number is one of <paramref name="defaultCountry"/> (ISO 3166-1 alpha-2, upper case). Extensions are dropped.
    /// An E.164 form is its own E.164 form.
    /// </summary>
    public static string? ToE164(string typed, string defaultCountry)
    {
        Span<char> buffer = stackalloc char[MaxTyped];
        if (!TryReadDigits(typed, buffer, out var length, out var hasPlus))
        {
            return null;
        }

        ReadOnlySpan<char> digits = buffer[..length];
        if (hasPlus)
        {
            return International(digits);
        }

        return PhonePlans.OfCountry(defaultCountry) is { } plan
            ? Dialled(digits, plan)
            : digits.StartsWith("00") ? International(digits[2..]) : null;
    }

    /// <summary>Whether the text holds a decimal digit of any script.</summary>
    public static bool HasDigit(string typed)
    {
        if (typed.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return true;
        }

        foreach (var rune in typed.EnumerateRunes())
        {
            if (!rune.IsAscii && Rune.IsDigit(rune))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The digits of an E.164 form.</summary>
    public static string DigitsOf(string e164) => e164.StartsWith('+') ? e164[1..] : e164;

    /// <summary>The ASCII digits of a text, without what stands between them.</summary>
    public static string DigitsIn(string typed) => string.Concat(typed.Where(char.IsAsciiDigit));

    private static string? Dialled(ReadOnlySpan<char> digits, PhonePlan plan)
    {
        foreach (var exit in plan.Exits)
        {
            if (StartsWith(digits, exit) && International(digits[exit.Length..]) is { } abroad)
            {
                return abroad;
            }
        }

        if (Join(plan, plan.SignificantOf(digits)) is { } national)
        {
            return national;
        }

        // 00 is what the ITU recommends, and what is written where another prefix is dialled too. Last, the plus may have been left out.
        if (digits.StartsWith("00") && International(digits[2..]) is { } other)
        {
            return other;
        }

        return digits.StartsWith(plan.CallingCode) ? International(digits) : null;
    }

    private static string? International(ReadOnlySpan<char> digits) =>
        PhonePlans.OfDigits(digits) is { } plan ? Join(plan, plan.SignificantOf(digits[plan.CallingCode.Length..])) : null;

    private static string? Join(PhonePlan plan, ReadOnlySpan<char> significant) =>
        significant.IsEmpty ? null : string.Concat("+", plan.CallingCode, significant);

    private static bool StartsWith(ReadOnlySpan<char> digits, string exit)
    {
        if (digits.Length < exit.Length)
        {
            return false;
        }

        for (var i = 0; i < exit.Length; i++)
        {
            if (exit[i] != 'x' && exit[i] != digits[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryReadDigits(string typed, Span<char> digits, out int length, out bool hasPlus)
    {
        (length, hasPlus) = (0, false);
        var text = typed.AsSpan().Trim();
        if (text.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
        {
            text = text[4..];
        }

        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf16(text, out var rune, out var used);
            if (Rune.IsDigit(rune))
            {
                if (length == digits.Length)
                {
                    return false;
                }

                digits[length++] = (char)('0' + (int)Rune.GetNumericValue(rune));
            }
            else if (rune.Value is '+' or 0xFF0B)
            {
                if (hasPlus || length > 0)
                {
                    return false;
                }

                hasPlus = true;
            }
            else if (!IsSeparator(rune))
            {
                return length > 0 && IsExtension(text);
            }

            text = text[used..];
        }

        return length > 0;
    }

    // Format characters come with numbers copied out of right-to-left text and of contact apps.
    private static bool IsSeparator(Rune rune) =>
        rune.Value is '-' or ' ' or '(' or ')' or '.' or '/' or '[' or ']' or 0xB7 or 0x2022 or 0x2212 or 0x30FC or 0xFF08 or 0xFF09 or 0xFF0E or 0xFF0F
        || Rune.IsWhiteSpace(rune)
        || (!rune.IsAscii && Rune.GetUnicodeCategory(rune) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format);

    // RFC 3966 parameters, pauses, and the ways in which "extension" is written; the rest of the text is not read.
    private static bool IsExtension(ReadOnlySpan<char> text)
    {
        if (text[0] is ';' or ',' or '#')
        {
            return true;
        }

        var word = 0;
        while (word < text.Length && char.IsLetter(text[word]))
        {
            word++;
        }

        return text[..word] is var marker
            && (Is(marker, "x") || Is(marker, "ext") || Is(marker, "extn") || Is(marker, "extension") || Is(marker, "доб"));
    }

    private static bool Is(ReadOnlySpan<char> word, string marker) => word.Equals(marker, StringComparison.OrdinalIgnoreCase);
}
