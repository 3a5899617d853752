namespace ContactsFunctions.Core.Imports;

/// <summary>How a CSV body is to be read.</summary>
public sealed record CsvOptions
{
    /// <summary>The charset of the content type, which wins over everything that the bytes say; null when none is given.</summary>
    public string? Charset { get; init; }

    /// <summary>Header to slug. A header that the file does not have is passed over.</summary>
    public IReadOnlyDictionary<string, string>? Mapping { get; init; }

    /// <summary>Whether unknown columns become properties, so that a file or a row without any known one is still good.</summary>
    public bool CreateMissing { get; init; }
}
