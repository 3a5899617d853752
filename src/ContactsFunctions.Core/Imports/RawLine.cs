namespace ContactsFunctions.Core.Imports;

/// <summary>What is kept for the errors file of a line that cannot be split.</summary>
internal static class RawLine
{
    /// <summary>The most characters that are kept.</summary>
    public const int MaxCharacters = 32 * 1024;

    /// <summary>The line, cut so that no surrogate pair is split, with U+FFFD for <see cref="InvalidBytes"/> if there can be any.</summary>
    public static string Of(ReadOnlySpan<char> line, bool hasInvalid)
    {
        var length = line.Length <= MaxCharacters ? line.Length : char.IsHighSurrogate(line[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters;
        var raw = line[..length].ToString();
        return hasInvalid ? InvalidBytes.Replace(raw) : raw;
    }
}
