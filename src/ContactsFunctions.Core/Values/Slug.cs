using System.Globalization;
using System.Text;

namespace ContactsFunctions.Core.Values;

/// <summary>Slugs of properties: a lower-case ASCII letter, then up to 62 lower-case ASCII letters, digits and underscores.</summary>
public static class Slug
{
    /// <summary>The most characters of a slug.</summary>
    public const int MaxLength = 63;

    /// <summary>Whether the text is a slug.</summary>
    public static bool IsValid(string text)
    {
        if (text.Length is 0 or > MaxLength || !char.IsAsciiLetterLower(text[0]))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '_')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The slug of a label: accents dropped, lower case, every run of other characters one underscore, none at the ends, cut at 63.
    /// A label that is a slug but for its case keeps its underscores. The result need not be a slug (a label of digits, or without ASCII letters):
    /// ask <see cref="IsValid"/>.
    /// </summary>
    public static string From(string label)
    {
        var lower = label.ToLowerInvariant();
        if (IsValid(lower))
        {
            return lower;
        }

        var slug = new StringBuilder(Math.Min(lower.Length, MaxLength));
        var parted = false;
        foreach (var c in Normalization.ToFormD(lower))
        {
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
            {
                if (parted && slug.Length > 0)
                {
                    slug.Append('_');
                }

                parted = false;
                slug.Append(c);
                if (slug.Length >= MaxLength)
                {
                    break;
                }
            }
            else if (char.IsAscii(c) || CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                parted = true;
            }
        }

        return slug.Length <= MaxLength ? slug.ToString() : slug.ToString(0, MaxLength).TrimEnd('_');
    }
}
