namespace ContactsFunctions.Core.Contacts;

/// <summary>Entity tags of contacts, RFC 9110 section 8.8.3: the commit id in quotes.</summary>
public static class EntityTag
{
    /// <summary>Whether an If-Match value (a list of tags or <c>*</c>) names this version; weak tags never match (RFC 9110, 13.1.1).</summary>
    public static bool Matches(string header, string tag) => Any(header, tag, weak: false);

    /// <summary>Whether an If-None-Match value names this version; weak tags do (RFC 9110, 13.1.2).</summary>
    public static bool MatchesWeakly(string header, string tag) => Any(header, tag, weak: true);

    private static bool Any(string header, string tag, bool weak)
    {
        foreach (var range in header.AsSpan().Split(','))
        {
            var entry = header.AsSpan()[range].Trim();
            if (weak && entry.StartsWith("W/", StringComparison.Ordinal))
            {
                entry = entry[2..];
            }

            if (entry is "*" || (entry.Length == tag.Length + 2 && entry[0] == '"' && entry[^1] == '"' && entry[1..^1].SequenceEqual(tag)))
            {
                return true;
            }
        }

        return false;
    }
}
