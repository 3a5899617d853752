namespace ContactsFunctions.Core.Properties;

/// <summary>A definition as a client writes it; null means that the body does not name the member.</summary>
public sealed record DefinitionInput
{
    /// <summary>Required to make one; fixed afterwards.</summary>
    public string? Slug { get; init; }

    /// <summary>What people read; the slug when a new definition has none.</summary>
    public string? Label { get; init; }

    /// <summary>What the property means; whether it was named at all stands in <see cref="HasDescription"/>.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the body names <see cref="Description"/>, maybe as null.</summary>
    public bool HasDescription { get; init; }

    /// <summary>Required to make one; fixed afterwards.</summary>
    public string? Type { get; init; }

    /// <summary>Fixed once made.</summary>
    public bool? Multiple { get; init; }

    /// <summary>Fixed once made.</summary>
    public bool? Unique { get; init; }

    /// <summary>Whether new contacts must have a value.</summary>
    public bool? Required { get; init; }

    /// <summary>Whether APIs can write it.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>The whole list of a select.</summary>
    public IReadOnlyList<OptionInput>? Options { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>TWITTER, LINKEDIN, FACEBOOK or INSTAGRAM.</summary>
    public string? HandleService { get; init; }
}

/// <summary>An option as a client writes it: one that exists is named by id or slug, a new one has a label or a slug.</summary>
public sealed record OptionInput(string? Id, string? Slug, string? Label, string? Description);
