namespace ContactsFunctions.Core.Values;

/// <summary>Absolute http and https URLs (RFC 3986, Unicode allowed); kept and compared exactly as given.</summary>
public static class WebUrl
{
    /// <summary>The most UTF-16 units of a URL.</summary>
    public const int MaxLength = 2048;

    /// <summary>Whether the text is a URL with a host, without blanks, control characters or lone surrogates.</summary>
    public static bool IsValid(string text)
    {
        var start = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8
            : text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7
            : 0;
        if (start == 0 || text.Length > MaxLength)
        {
            return false;
        }

        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                return false;
            }
        }

        // System.Uri reads a backslash before the path as a slash, so the host would not be the one that is seen.
        var rest = text.AsSpan(start);
        var end = rest.IndexOfAny('/', '?', '#');
        var authority = end < 0 ? rest : rest[..end];
        return !authority.Contains('\\')
            && TextFold.IsWellFormed(text)
            && Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri.Host.Length > 0;
    }
}
