using System.Globalization;

namespace ContactsFunctions.Api.Tests;

public sealed class RouteTests
{
    [Fact]
    public void Every_function_is_found_in_the_sources_with_its_trigger()
    {
        Assert.NotEmpty(FunctionSources.Routes);
        Assert.Equal(FunctionSources.Names.Count, FunctionSources.Triggers);
        var queues = FunctionSources.Names.Except(FunctionSources.Routes.Select(r => r.Function)).Count();
        Assert.Equal(FunctionSources.Triggers - queues, FunctionSources.Routes.DistinctBy(r => r.Function).Count());
    }

    [Fact]
    public void No_two_functions_have_one_name()
    {
        Assert.Equal(FunctionSources.Names.Count, FunctionSources.Names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void No_two_routes_of_one_verb_match_the_same_path()
    {
        var routes = FunctionSources.Routes;
        var overlaps =
            from i in Enumerable.Range(0, routes.Count)
            from other in routes.Skip(i + 1)
            where routes[i].Verb == other.Verb && Overlap(routes[i], other)
            select $"{other.Verb} {routes[i].Route} ({routes[i].Function}) and {other.Route} ({other.Function})";
        Assert.Empty(overlaps);
    }

    [Fact]
    public void No_route_takes_a_path_of_the_Functions_host()
    {
        Assert.DoesNotContain(FunctionSources.Routes, r => Fits(r.Segments[0], "admin") || Fits(r.Segments[0], "runtime"));
    }

    [Theory]
    [InlineData("contact/{id}", "contact/count", true)]
    [InlineData("contact/{id:guid}", "contact/count", false)]
    [InlineData("contact/{id:int}", "contact/count", false)]
    [InlineData("contact/{id:int}", "contact/{name}", true)]
    [InlineData("Contact/x", "contact/X", true)]
    [InlineData("contact/{id}/restore", "contact/{id}/duplicate", false)]
    [InlineData("contact/{id}/restore", "contact/batch/{what}", true)]
    [InlineData("contact/{id}", "contact/{id}/restore", false)]
    public void The_overlap_of_two_routes_is_judged_by_segment(string left, string right, bool expected)
    {
        Assert.Equal(expected, Overlap(new DeclaredRoute("Left", "GET", left), new DeclaredRoute("Right", "GET", right)));
    }

    private static bool Overlap(DeclaredRoute left, DeclaredRoute right) =>
        left.Segments.Length == right.Segments.Length && left.Segments.Zip(right.Segments).All(pair => Fits(pair.First, pair.Second) || Fits(pair.Second, pair.First));

    /// <summary>Two parameters are taken to overlap whatever their constraints.</summary>
    private static bool Fits(string template, string other) => (template[0], other[0]) switch
    {
        ('{', '{') => true,
        ('{', _) when template.EndsWith(":guid}", StringComparison.Ordinal) => Guid.TryParse(other, out _),
        ('{', _) when template.EndsWith(":int}", StringComparison.Ordinal) => int.TryParse(other, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        ('{', _) => true,
        _ => template.Equals(other, StringComparison.OrdinalIgnoreCase),
    };
}
