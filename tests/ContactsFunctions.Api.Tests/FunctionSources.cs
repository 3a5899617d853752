using System.Text.RegularExpressions;
using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests;

/// <summary>A route as its function class declares it.</summary>
public sealed record DeclaredRoute(string Function, string Verb, string Route)
{
    /// <summary>The segments of the template.</summary>
    public string[] Segments => Route.Split('/');
}

/// <summary>The functions, read from the text of their classes.</summary>
public static partial class FunctionSources
{
    private static readonly string[] Files =
        Directory.GetFiles(Path.Combine(Repository.Root, "src", "ContactsFunctions", "Functions"), "*.cs", SearchOption.AllDirectories);

    /// <summary>The name in every <c>[Function]</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Files.SelectMany(f => FunctionName().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value)];

    /// <summary>How many queue and HTTP triggers there are, whether or not their routes could be read.</summary>
    public static int Triggers { get; } = Files.Sum(f => AnyTrigger().Count(File.ReadAllText(f)));

    /// <summary>Every verb of every HTTP trigger.</summary>
    public static IReadOnlyList<DeclaredRoute> Routes { get; } = [.. Files.SelectMany(f => RoutesIn(File.ReadAllText(f)))];

    private static IEnumerable<DeclaredRoute> RoutesIn(string source) =>
        from Match trigger in HttpFunction().Matches(source)
        from Match verb in Quoted().Matches(trigger.Groups["verbs"].Value)
        select new DeclaredRoute(trigger.Groups["name"].Value, verb.Groups[1].Value.ToUpperInvariant(), trigger.Groups["route"].Value);

    [GeneratedRegex("""\[Function\("([^"]+)"\)\]""")]
    private static partial Regex FunctionName();

    [GeneratedRegex("""\[(HttpTrigger|QueueTrigger)\(""")]
    private static partial Regex AnyTrigger();

    [GeneratedRegex("""\[Function\("(?<name>[^"]+)"\)\](?:(?!\[Function\().)*?\[HttpTrigger\(AuthorizationLevel\.Anonymous,(?<verbs>[^=\]]*),\s*Route\s*=\s*"(?<route>[^"]+)"\)\]""", RegexOptions.Singleline)]
    private static partial Regex HttpFunction();

    [GeneratedRegex("\"([a-zA-Z]+)\"")]
    private static partial Regex Quoted();
}
