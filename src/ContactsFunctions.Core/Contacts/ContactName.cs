namespace ContactsFunctions.Core.Contacts;

/// <summary>A name as shown. What was given stays; a missing full name is the parts joined, missing parts are the full name split at its last blank.</summary>
public readonly record struct ContactName(string? Full, string? First, string? Last)
{
    /// <summary>Completes the stored parts.</summary>
    public static ContactName Of(string? full, string? first, string? last)
    {
        if (full is null)
        {
            return new ContactName(first is null ? last : last is null ? first : Join(first, last), first, last);
        }

        if (first is not null && last is not null)
        {
            return new ContactName(full, first, last);
        }

        var trimmed = full.AsSpan().Trim();
        var split = trimmed.LastIndexOf(' ');
        var derivedFirst = split < 0 ? trimmed.ToString() : trimmed[..split].TrimEnd().ToString();
        var derivedLast = split < 0 ? null : trimmed[(split + 1)..].ToString();
        return new ContactName(full, first ?? (derivedFirst.Length == 0 ? null : derivedFirst), last ?? derivedLast);
    }

    private static string Join(string first, string last) => first.Length == 0 ? last : last.Length == 0 ? first : $"{first} {last}";
}
