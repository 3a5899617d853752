using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ContactsFunctions.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace ContactsFunctions.Cosmos;

/// <summary>SQL under construction with its parameters. Only what this engine wrote and checked slugs reach the text.</summary>
internal sealed partial class SqlText
{
    private readonly StringBuilder text = new();
    private readonly List<object> values = [];

    public SqlText Add(string part)
    {
        text.Append(part);
        return this;
    }

    /// <summary>The name of a new parameter with this value.</summary>
    public string Parameter(string value)
    {
        values.Add(value);
        return "@p" + (values.Count - 1).ToString(CultureInfo.InvariantCulture);
    }

    public string Parameter(IndexValue value)
    {
        values.Add(value.Kind switch
        {
            JsonValueKind.String => value.Text!,
            JsonValueKind.Number => value.Number,
            _ => value.Kind == JsonValueKind.True,
        });
        return "@p" + (values.Count - 1).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The path of a slug under <c>search</c> or <c>sort</c>.</summary>
    /// <exception cref="ArgumentException">The slug is none.</exception>
    public static string SlugPath(string parent, string slug) =>
        Slug().IsMatch(slug) ? $"c[\"{parent}\"][\"{slug}\"]" : throw new ArgumentException($"'{slug}' is not a slug.", nameof(slug));

    public QueryDefinition ToDefinition()
    {
        var definition = new QueryDefinition(text.ToString());
        for (var i = 0; i < values.Count; i++)
        {
            definition.WithParameter("@p" + i.ToString(CultureInfo.InvariantCulture), values[i]);
        }

        return definition;
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_]*\z")]
    private static partial Regex Slug();
}
