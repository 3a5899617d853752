namespace ContactsFunctions.Core.Jobs;

/// <summary>How the rows of an import are taken.</summary>
public sealed record ImportOptions
{
    /// <summary>Rows are matched by this property; null makes a contact of each.</summary>
    public string? DedupeBy { get; init; }

    /// <summary>False keeps only exact matches.</summary>
    public bool CaseInsensitive { get; init; } = true;

    /// <summary>What is created or updated joins this list; matches are looked for on it.</summary>
    public string? ListId { get; init; }

    /// <summary>False leaves a match alone.</summary>
    public bool UpdateExisting { get; init; }

    /// <summary>Whether an option that a select does not have is made.</summary>
    public bool CreateMissingOptions { get; init; }

    /// <summary>Whether a property for each unknown column or slug is made before the job begins.</summary>
    public bool CreateMissingProperties { get; init; }

    /// <summary>Reports what would happen and writes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>How phones without a country are read; null reads them as the team does.</summary>
    public string? DefaultCountry { get; init; }
}
