namespace ContactsFunctions.Core.Values;

/// <summary>The arithmetic of Hangul syllables (The Unicode Standard, section 3.12).</summary>
internal static class Hangul
{
    /// <summary>The first vowel jamo that composes; the trailing jamo end before <see cref="EndOfTrailing"/>.</summary>
    public const int FirstVowel = 0x1161;

    /// <summary>The code point after the last trailing jamo that composes.</summary>
    public const int EndOfTrailing = TrailingBase + Trailing;

    private const int SyllableBase = 0xAC00;
    private const int LeadingBase = 0x1100;
    private const int TrailingBase = 0x11A7;
    private const int Leading = 19;
    private const int Vowels = 21;
    private const int Trailing = 28;

    /// <summary>Adds the jamo of a syllable; false when the code point is no syllable.</summary>
    public static bool TryDecompose(int code, List<int> into)
    {
        var index = code - SyllableBase;
        if (index is < 0 or >= Leading * Vowels * Trailing)
        {
            return false;
        }

        into.Add(LeadingBase + index / (Vowels * Trailing));
        into.Add(FirstVowel + index % (Vowels * Trailing) / Trailing);
        if (index % Trailing != 0)
        {
            into.Add(TrailingBase + index % Trailing);
        }

        return true;
    }

    /// <summary>The syllable of leading and vowel, or of a syllable without trailing and a trailing; -1 for another pair.</summary>
    public static int Compose(int first, int second)
    {
        if (first is >= LeadingBase and < LeadingBase + Leading && second is >= FirstVowel and < FirstVowel + Vowels)
        {
            return SyllableBase + ((first - LeadingBase) * Vowels + second - FirstVowel) * Trailing;
        }

        var index = first - SyllableBase;
        return index is >= 0 and < Leading * Vowels * Trailing && index % Trailing == 0 && second is > TrailingBase and < EndOfTrailing
            ? first + second - TrailingBase
            : -1;
    }
}
