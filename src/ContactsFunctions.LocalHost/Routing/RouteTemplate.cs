using System.Globalization;

namespace ContactsFunctions.LocalHost.Routing;

/// <summary>What a parameter's value must be for its route to match.</summary>
public enum RouteConstraint
{
    /// <summary>Any text that is not empty.</summary>
    None,

    /// <summary><c>:guid</c>: what <see cref="Guid.TryParse(ReadOnlySpan{char}, out Guid)"/> takes.</summary>
    Guid,

    /// <summary><c>:int</c>: a 32-bit integer.</summary>
    Int,
}

/// <summary>One segment of a template: a literal, or a parameter that takes the whole segment.</summary>
/// <param name="Text">The literal, or the parameter's name.</param>
/// <param name="IsParameter">Which of the two it is.</param>
/// <param name="Constraint">Of a parameter.</param>
public sealed record RouteSegment(string Text, bool IsParameter, RouteConstraint Constraint)
{
    /// <summary>Whether a decoded segment of a path fits; literals ignore case.</summary>
    public bool Matches(ReadOnlySpan<char> value) => (IsParameter, Constraint) switch
    {
        (false, _) => value.Equals(Text, StringComparison.OrdinalIgnoreCase),
        (true, RouteConstraint.Guid) => Guid.TryParse(value, out _),
        (true, RouteConstraint.Int) => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        _ => true,
    };
}

/// <summary>A parsed route of an HTTP trigger: the part of ASP.NET Core's template syntax that the functions use.</summary>
public sealed class RouteTemplate
{
    private RouteTemplate(RouteSegment[] segments)
    {
        Segments = segments;
        Parameters = [.. segments.Where(s => s.IsParameter).Select(s => s.Text)];
    }

    /// <summary>The segments from left to right.</summary>
    public IReadOnlyList<RouteSegment> Segments { get; }

    /// <summary>The names of the parameters from left to right.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>Parses literals, <c>{name}</c>, <c>{name:guid}</c> and <c>{name:int}</c> between slashes.</summary>
    /// <exception cref="FormatException">The template holds something else: an optional or catch-all parameter, a mixed segment, another constraint.</exception>
    public static RouteTemplate Parse(string route) => new([.. route.Split('/').Select(s => ParseSegment(s, route))]);

    private static RouteSegment ParseSegment(string text, string route)
    {
        if (text.Length > 0 && text.AsSpan().IndexOfAny("{}*?") < 0)
        {
            return new RouteSegment(text, false, RouteConstraint.None);
        }

        if (text.Length < 3 || text[0] != '{' || text[^1] != '}' || text.AsSpan(1, text.Length - 2).IndexOfAny("{}*?=") >= 0)
        {
            throw new FormatException($"'{text}' in the route '{route}' is neither a literal nor one parameter.");
        }

        var parts = text[1..^1].Split(':', 2);
        var constraint = parts switch
        {
            [_] => RouteConstraint.None,
            [_, "guid"] => RouteConstraint.Guid,
            [_, "int"] => RouteConstraint.Int,
            _ => throw new FormatException($"The constraint of '{text}' in the route '{route}' is not guid or int."),
        };
        return new RouteSegment(parts[0], true, constraint);
    }
}
