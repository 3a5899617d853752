namespace ContactsFunctions.Core.Values;

/// <summary>How numbers of a country are dialled.</summary>
/// <param name="Country">ISO 3166-1 alpha-2 (XK for Kosovo), or - for a calling code without a country.</param>
/// <param name="CallingCode">The digits after the plus.</param>
/// <param name="Trunks">What is dialled before a national number and is no part of it.</param>
/// <param name="Exits">International prefixes, in the order in which they are tried; x is any digit.</param>
/// <param name="Lengths">Bit n is set when a national significant number may have n digits.</param>
internal sealed record PhonePlan(string Country, string CallingCode, string[] Trunks, string[] Exits, uint Lengths)
{
    private const int MaxDigits = 15;

    /// <summary>The national significant number of digits as dialled inside the country, or after its calling code with a trunk prefix kept by mistake; empty for none.</summary>
    public ReadOnlySpan<char> SignificantOf(ReadOnlySpan<char> digits)
    {
        if (IsSignificant(digits))
        {
            return digits;
        }

        foreach (var trunk in Trunks)
        {
            if (digits.StartsWith(trunk) && IsSignificant(digits[trunk.Length..]))
            {
                return digits[trunk.Length..];
            }
        }

        return [];
    }

    private bool IsSignificant(ReadOnlySpan<char> digits)
    {
        if (digits.Length + CallingCode.Length > MaxDigits || (Lengths & (1u << digits.Length)) == 0)
        {
            return false;
        }

        return CallingCode == "1"
            ? IsNorthAmerican(digits)
            : digits[0] != '0' || (Trunks.Length == 0 && digits[1] != '0');
    }

    // Area code and exchange begin with 2-9 (NANP); area code 555 is in no use but in examples, which give it any exchange.
    private static bool IsNorthAmerican(ReadOnlySpan<char> digits) => digits[0] > '1' && (digits[3] > '1' || digits.StartsWith("555"));
}
