using System.Text.Json;
using ContactsFunctions.Core.Imports;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Jobs;

/// <summary>Guesses the types of properties that do not exist yet, from the first rows of an input.</summary>
/// <param name="schema">What exists.</param>
/// <param name="columns">Of a CSV input, the header; else null, and the unknown slugs of the rows are looked at.</param>
/// <param name="taken">Which columns are properties already.</param>
public sealed class PropertyInference(Schema schema, IReadOnlyList<string>? columns, IReadOnlyCollection<int> taken)
{
    /// <summary>Rows that are looked at.</summary>
    public const int Rows = 1_000;

    /// <summary>The most properties that one import makes.</summary>
    public const int MaxProperties = 100;

    private readonly Dictionary<string, Guess> guesses = new(StringComparer.Ordinal);
    private readonly (int Index, string Slug, string Label)[] missing = columns is null
        ? []
        : [.. columns.Select((c, i) => (i, Slug.From(c), c.Trim())).Where(c => !taken.Contains(c.i) && IsNew(c.Item2, schema))];

    private int seen;

    /// <summary>The CSV columns that would become properties.</summary>
    public IReadOnlyList<CsvColumnPlan> Plan => [.. missing.Where(m => guesses.ContainsKey(m.Slug)).Select(m => new CsvColumnPlan(m.Index, m.Slug, false))];

    /// <summary>Whether a header's column could become a property.</summary>
    public static bool IsNew(string slug, Schema schema) =>
        Slug.IsValid(slug) && schema.Find(slug) is null && !SystemProperties.Reserved.Contains(slug) && !slug.StartsWith("error_", StringComparison.Ordinal) && !slug.StartsWith("extra_", StringComparison.Ordinal);

    /// <summary>Looks at a row; those behind the first <see cref="Rows"/> are passed over.</summary>
    public void Add(ImportRow row)
    {
        if (seen++ >= Rows || row.Error is not null)
        {
            return;
        }

        if (columns is not null)
        {
            foreach (var (index, slug, label) in missing)
            {
                if (index < row.Fields.Count)
                {
                    GuessOf(slug, label).See(row.Fields[index]);
                }
            }

            return;
        }

        foreach (var (slug, input) in row.Default)
        {
            if (IsNew(slug, schema))
            {
                GuessOf(slug, slug).See(input);
            }
        }
    }

    /// <summary>What to make; columns and slugs without any value become text.</summary>
    public IReadOnlyList<DefinitionInput> Definitions() => [.. guesses.Select(g => new DefinitionInput
    {
        Slug = g.Key, Label = g.Value.Label.Length is > 0 and <= 200 && TextFold.IsWellFormed(g.Value.Label) ? g.Value.Label : g.Key, Type = g.Value.Type.Name(), Multiple = g.Value.Multiple,
    })];

    private Guess GuessOf(string slug, string label)
    {
        if (!guesses.TryGetValue(slug, out var guess))
        {
            guesses[slug] = guess = new Guess(label);
        }

        return guess;
    }

    private sealed class Guess(string label)
    {
        private static readonly PropertyType[] Narrow = [PropertyType.Number, PropertyType.Checkbox, PropertyType.DateTime, PropertyType.Email, PropertyType.Url];

        private List<PropertyType> possible = [.. Narrow];
        private bool any;

        public string Label => label;

        public bool Multiple { get; private set; }

        public PropertyType Type => any && possible.Count > 0 ? possible[0] : PropertyType.Text;

        public void See(string text)
        {
            if (text.Length > 0)
            {
                any = true;
                possible = [.. possible.Where(t => Fits(t, PropertyInput.Of(text)))];
            }
        }

        public void See(PropertyInput input)
        {
            Multiple |= input.Kind == JsonValueKind.Array;
            foreach (var element in input.IsAbsent ? [] : input.Elements)
            {
                any = true;
                possible = [.. possible.Where(t => Fits(t, element))];
            }
        }

        private static bool Fits(PropertyType type, PropertyInput input) =>
            PropertyConverter.ConvertOne(new PropertyDefinition(Guid.Empty, "x", type) { Label = "x" }, input, Schema.Empty).Value is not null;
    }
}
