using System.Collections.Frozen;
using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Properties;

/// <summary>What a property is: its type, its shape and its rules. <see cref="Slug"/>, <see cref="Type"/>, <see cref="Multiple"/> and <see cref="Unique"/> never change.</summary>
public sealed record PropertyDefinition(Guid Id, string Slug, PropertyType Type)
{
    private FrozenDictionary<string, SelectOption>? optionsByName;

    /// <summary>What people read.</summary>
    public required string Label { get; init; }

    /// <summary>What the property means.</summary>
    public string? Description { get; init; }

    /// <summary>Whether a contact can hold several values; always true of <see cref="PropertyType.MultiSelect"/>.</summary>
    public bool Multiple { get; init; }

    /// <summary>The options of a select, in order.</summary>
    public IReadOnlyList<SelectOption> Options
    {
        get;
        init => (field, optionsByName) = (value, null);
    } = [];

    /// <summary>ISO 4217 code of a <see cref="PropertyType.Currency"/>.</summary>
    public string? Currency { get; init; }

    /// <summary>The platform of a <see cref="PropertyType.SocialHandle"/>: TWITTER, LINKEDIN, FACEBOOK or INSTAGRAM.</summary>
    public string? HandleService { get; init; }

    /// <summary>Whether no two live contacts of the team may hold the same value, in search form.</summary>
    public bool Unique { get; init; }

    /// <summary>Whether new contacts must have a value and none may lose it.</summary>
    public bool Required { get; init; }

    /// <summary>Whether the value cannot be written through an API.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Whether every team has it.</summary>
    public bool System { get; init; }

    /// <summary>A tombstone: its values are hidden, its slug can come back only in the same shape.</summary>
    public bool Deleted { get; init; }

    /// <summary>Whether the value is the id of another object.</summary>
    public bool Reference { get; init; }

    /// <summary>Whether contacts can be ordered by it: single-valued and not an object.</summary>
    public bool Sortable => !Multiple && !Type.IsObject();

    /// <summary>Finds an option by its slug, its id, or its label (compared folded); null when there is none.</summary>
    public SelectOption? FindOption(string name) =>
        (optionsByName ??= IndexOptions()).TryGetValue(name, out var exact) ? exact
        : optionsByName.GetValueOrDefault(LabelKey(name));

    private static string LabelKey(string label) => "\n" + TextFold.Fold(label);

    private FrozenDictionary<string, SelectOption> IndexOptions()
    {
        var names = new Dictionary<string, SelectOption>(Options.Count * 3, StringComparer.Ordinal);
        foreach (var option in Options)
        {
            names[option.Slug] = option;
        }

        foreach (var option in Options)
        {
            names.TryAdd(option.Id.ToString(), option);
            names.TryAdd(LabelKey(option.Label), option);
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>One option of a select. <see cref="Slug"/> never changes.</summary>
public sealed record SelectOption(Guid Id, string Slug, string Label, string? Description);
