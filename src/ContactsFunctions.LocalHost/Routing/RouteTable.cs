namespace ContactsFunctions.LocalHost.Routing;

/// <summary>
/// Finds the function of a verb and a path as the Functions host does: in the order of the functions' names the first whose route
/// matches, a trailing slash making no difference and an empty segment matching nothing.
/// </summary>
/// <typeparam name="T">What stands behind a route.</typeparam>
internal sealed class RouteTable<T> where T : class
{
    private readonly Dictionary<string, Entry[][]> byVerb = new(StringComparer.OrdinalIgnoreCase);
    private readonly int deepest;

    /// <summary>A table of <paramref name="functions"/>, which are in the order in which they are tried.</summary>
    public RouteTable(IReadOnlyList<HttpFunction> functions, Func<HttpFunction, T> target)
    {
        deepest = functions.Select(f => f.Route.Segments.Count).DefaultIfEmpty().Max();
        var entries = functions.Select(f => (f.Verbs, Entry: new Entry(f.Route, target(f)))).ToList();
        foreach (var verb in functions.SelectMany(f => f.Verbs).Distinct())
        {
            var ofVerb = entries.Where(e => e.Verbs.Contains(verb)).Select(e => e.Entry).ToLookup(e => e.Segments.Length);
            byVerb[verb] = [.. Enumerable.Range(0, deepest + 1).Select(depth => ofVerb[depth].ToArray())];
        }
    }

    /// <summary>The target of a decoded path and the values of its parameters, or null when no route matches.</summary>
    public T? Find(string verb, string path, out string[] values)
    {
        values = [];
        if (path.Length < 2 || path[0] != '/' || !byVerb.TryGetValue(verb, out var byDepth))
        {
            return null;
        }

        Span<Range> segments = stackalloc Range[deepest + 1];
        var trimmed = path[^1] == '/' ? path.AsSpan(1, path.Length - 2) : path.AsSpan(1);
        var depth = trimmed.Split(segments, '/');
        if (depth > deepest)
        {
            return null;
        }

        segments = segments[..depth];
        foreach (var segment in segments)
        {
            if (trimmed[segment].IsEmpty)
            {
                return null;
            }
        }

        foreach (var entry in byDepth[depth])
        {
            if (entry.Matches(trimmed, segments))
            {
                values = entry.ValuesOf(trimmed, segments);
                return entry.Target;
            }
        }

        return null;
    }

    private sealed class Entry(RouteTemplate route, T target)
    {
        private readonly int[] parameters = [.. Enumerable.Range(0, route.Segments.Count).Where(i => route.Segments[i].IsParameter)];

        public RouteSegment[] Segments { get; } = [.. route.Segments];

        public T Target { get; } = target;

        public bool Matches(ReadOnlySpan<char> path, ReadOnlySpan<Range> segments)
        {
            for (var i = 0; i < Segments.Length; i++)
            {
                if (!Segments[i].Matches(path[segments[i]]))
                {
                    return false;
                }
            }

            return true;
        }

        public string[] ValuesOf(ReadOnlySpan<char> path, ReadOnlySpan<Range> segments)
        {
            if (parameters.Length == 0)
            {
                return [];
            }

            var values = new string[parameters.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = path[segments[parameters[i]]].ToString();
            }

            return values;
        }
    }
}
