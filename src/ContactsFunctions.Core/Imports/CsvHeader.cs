using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Imports;

/// <summary>What the columns of a CSV file mean.</summary>
internal sealed class CsvHeader
{
    private static readonly string[] ErrorColumns = ["error_line", "error_code", "error_property", "error_message"];

    private CsvHeader(IReadOnlyList<string> columns, IReadOnlyList<CsvColumn> known)
    {
        Columns = columns;
        Known = known;
        var taken = known.Select(c => c.Index).ToHashSet();
        Ignored = [.. columns.Where((_, index) => !taken.Contains(index))];
    }

    /// <summary>The header as in the file.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The columns that are taken, in order.</summary>
    public IReadOnlyList<CsvColumn> Known { get; }

    /// <summary>The headers of the others.</summary>
    public IReadOnlyList<string> Ignored { get; }

    /// <summary>
    /// Finds what each column is: by the mapping, by its slug, or as a column of a known export, in this order. The columns that an errors CSV adds,
    /// and those of read-only properties, are none.
    /// </summary>
    public static CsvHeader Read(IReadOnlyList<string> columns, IReadOnlyDictionary<string, string>? mapping, Schema schema)
    {
        var headers = columns.Select(column => FormulaGuard.Remove(column).Trim()).ToList();
        var slugs = headers.Select(Slug.From).ToList();
        var mapped = (mapping ?? new Dictionary<string, string>()).DistinctBy(pair => pair.Key.Trim()).ToDictionary(pair => pair.Key.Trim(), pair => pair.Value, StringComparer.Ordinal);
        var set = slugs.ToHashSet(StringComparer.Ordinal);
        var isErrorsFile = ErrorColumns.All(set.Contains);
        var known = new List<CsvColumn>();
        for (var index = 0; index < headers.Count; index++)
        {
            var slug = slugs[index];
            var name = mapped.TryGetValue(headers[index], out var target) ? target
                : isErrorsFile && IsOfErrors(slug) ? null
                : OfExport(headers[index], slug, set) ?? (schema.Find(slug) is not null ? slug : KnownHeaders.Find(slug));
            if (name is not null && schema.Find(name) is { ReadOnly: false } definition)
            {
                known.Add(new CsvColumn(index, definition, target is null && name != slug && KnownHeaders.IsGoogleList(slug)));
            }
        }

        return new CsvHeader(columns, known);
    }

    /// <summary>The columns as they were planned before, as far as their properties are still there.</summary>
    public static CsvHeader OfPlan(IReadOnlyList<CsvColumnPlan> plan, Schema schema) =>
        new([], [.. plan.Select(p => schema.Find(p.Slug) is { } definition ? new CsvColumn(p.Index, definition, p.GoogleList) : null).OfType<CsvColumn>()]);

    /// <summary>Two columns that are called like a property and mean another thing in the exports of Outlook and Salesforce; null for all others.</summary>
    private static string? OfExport(string header, string slug, HashSet<string> set) => header == slug ? null : slug switch
    {
        "title" when set.Contains("job_title") => "",
        "account_id" when set.Contains("account_name") => "account_external_id",
        _ => null,
    };

    private static bool IsOfErrors(string slug) =>
        ErrorColumns.Contains(slug) || (slug.StartsWith("extra_", StringComparison.Ordinal) && int.TryParse(slug.AsSpan("extra_".Length), out _));
}

/// <summary>A column that is taken.</summary>
/// <param name="Index">Which field of a row it is.</param>
/// <param name="Property">The property that it writes.</param>
/// <param name="GoogleList">Whether several values are parted by <c> ::: </c>.</param>
internal sealed record CsvColumn(int Index, PropertyDefinition Property, bool GoogleList);
