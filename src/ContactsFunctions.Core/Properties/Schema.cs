using System.Collections.Frozen;

namespace ContactsFunctions.Core.Properties;

/// <summary>All property definitions of one team, system and custom, with the settings that values are read by. Immutable.</summary>
public sealed class Schema
{
    private readonly FrozenDictionary<string, PropertyDefinition> bySlug;

    /// <param name="custom">The team's own definitions, tombstones among them.</param>
    /// <param name="defaultCountry">ISO 3166-1 alpha-2: how a phone without a country is read.</param>
    public Schema(IReadOnlyList<PropertyDefinition> custom, string defaultCountry)
    {
        Custom = custom;
        DefaultCountry = defaultCountry;
        Definitions = [.. SystemProperties.All, .. custom.Where(d => !d.Deleted)];
        bySlug = Definitions.ToFrozenDictionary(d => d.Slug, StringComparer.Ordinal);
        Indexed = [.. SystemProperties.All, .. custom];
        Unique = [.. Indexed.Where(d => d.Unique)];
        Required = [.. Definitions.Where(d => d.Required)];
    }

    /// <summary>The schema of a team that has defined nothing.</summary>
    public static Schema Empty { get; } = new([], "US");

    /// <summary>The team's own definitions in order of making, tombstones among them.</summary>
    public IReadOnlyList<PropertyDefinition> Custom { get; }

    /// <summary>How a phone number without a country is read.</summary>
    public string DefaultCountry { get; }

    /// <summary>System definitions, then the team's own without tombstones.</summary>
    public IReadOnlyList<PropertyDefinition> Definitions { get; }

    /// <summary>All definitions, tombstones too: their values stay searchable and reserved, so that a slug that comes back finds them.</summary>
    public IReadOnlyList<PropertyDefinition> Indexed { get; }

    /// <summary>The definitions of which each value is held by one contact, tombstones among them.</summary>
    public IReadOnlyList<PropertyDefinition> Unique { get; }

    /// <summary>The definitions that a new contact must fill.</summary>
    public IReadOnlyList<PropertyDefinition> Required { get; }

    /// <summary>The definition with this slug, null when there is none or it is deleted.</summary>
    public PropertyDefinition? Find(string slug) => bySlug.GetValueOrDefault(slug);

    /// <summary>Whether a value under this slug is one of a definition here, tombstones among them.</summary>
    public bool Defines(string slug) => bySlug.ContainsKey(slug) || Custom.Any(d => d.Slug == slug);

    /// <summary>The definition with this slug or id, null when there is none or it is deleted.</summary>
    public PropertyDefinition? FindBySlugOrId(string name) =>
        Find(name) ?? (Guid.TryParse(name, out var id) ? Definitions.FirstOrDefault(d => d.Id == id) : null);

    /// <summary>The same definitions read with another default country.</summary>
    public Schema WithDefaultCountry(string country) => country == DefaultCountry ? this : new(Custom, country);

    /// <summary>The sentence for a slug that is not defined, with the most similar ones.</summary>
    public string UnknownSlug(string slug)
    {
        var near = Definitions.Select(d => (d.Slug, Distance: EditDistance(slug, d.Slug)))
            .Where(n => n.Distance <= Math.Max(2, slug.Length / 3)).OrderBy(n => n.Distance).Take(3).Select(n => $"'{n.Slug}'").ToList();
        return $"unknown property slug '{(slug.Length > 63 ? slug[..63] + "…" : slug)}'" + (near.Count == 0 ? "" : $"; did you mean {string.Join(", ", near)}?");
    }

    private static int EditDistance(string from, string to)
    {
        if (from.Length > 63)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var substituted = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
