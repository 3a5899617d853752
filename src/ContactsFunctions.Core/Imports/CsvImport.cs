using System.Runtime.CompilerServices;
using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Imports;

/// <summary>
/// Reads a CSV body as rows to import, with flat memory. The body stays the caller's; disposing gives the buffers back, and no row is read afterwards.
/// </summary>
public sealed class CsvImport : IAsyncDisposable
{
    private readonly ImportText text;
    private readonly CsvRows rows;
    private readonly CsvHeader header;
    private readonly CsvRecord record;
    private readonly bool createMissing;
    private CsvRow? first;
    private int index;

    private CsvImport(ImportText text, CsvRows rows, CsvHeader header, CsvRow first, bool createMissing) =>
        (this.text, this.rows, this.header, record, this.first, this.createMissing) = (text, rows, header, new CsvRecord(header), first, createMissing);

    /// <summary>The header as in the file.</summary>
    public IReadOnlyList<string> Columns => header.Columns;

    /// <summary>The columns that are not taken: unknown ones, those of read-only properties and those that an errors CSV adds.</summary>
    public IReadOnlyList<string> IgnoredColumns => header.Ignored;

    /// <summary>Which column is which property, to make the values of stored fields again.</summary>
    public IReadOnlyList<CsvColumnPlan> Plan => [.. header.Known.Select(c => new CsvColumnPlan(c.Index, c.Property.Slug, c.GoogleList))];

    /// <summary>What the bytes are read as: <c>utf-8</c>, <c>utf-16le</c>, <c>utf-16be</c> or <c>windows-1252</c>.</summary>
    public string Encoding => text.Encoding.Name();

    /// <summary>
    /// Reads the header and looks at the first row. A problem refuses the whole upload: <c>invalid_mapping</c>, <c>unknown_charset</c>,
    /// <c>empty_import</c>, <c>too_many_columns</c> or <c>no_known_column</c>.
    /// </summary>
    public static async Task<(CsvImport? Import, ImportProblem? Problem)> OpenAsync(Stream body, CsvOptions options, Schema schema, CancellationToken cancel)
    {
        if (CheckMapping(options, schema) is { } wrong)
        {
            return (null, wrong);
        }

        if (await ImportText.OpenAsync(body, options.Charset, cancel) is not { } text)
        {
            return (null, ImportErrors.CharsetUnknown(options.Charset));
        }

        var rows = new CsvRows(text);
        CsvImport? opened = null;
        try
        {
            var (import, problem) = await OpenAsync(text, rows, options, schema, cancel);
            opened = import;
            return (import, problem);
        }
        finally
        {
            if (opened is null)
            {
                rows.Dispose();
            }
        }
    }

    /// <summary>The rows, in order, each once: a second reading goes on where the first was left.</summary>
    public async IAsyncEnumerable<ImportRow> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while ((first ?? await rows.NextAsync(cancel)) is { } row)
        {
            first = null;
            yield return Read(row, index++);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        first = null;
        rows.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<(CsvImport? Import, ImportProblem? Problem)> OpenAsync(
        ImportText text, CsvRows rows, CsvOptions options, Schema schema, CancellationToken cancel)
    {
        if (await rows.ReadHeaderAsync(cancel) is not { } head)
        {
            return (null, ImportErrors.Empty());
        }

        if (head.Fields.Any(field => field.Contains('\0')))
        {
            return (null, new ImportProblem(ImportErrors.NoKnownColumn, "This is not a text file. A spreadsheet must be saved as CSV; UTF-16 needs a byte order mark or a charset."));
        }

        if (head.Error is ImportErrors.TooManyFields or ImportErrors.RowTooLarge)
        {
            return (null, new ImportProblem(ImportErrors.TooManyColumns, $"The header can have {CsvRows.MaxFields} columns and be 256 KB long."));
        }

        if (head.Error is ImportErrors.BadQuoting)
        {
            return (null, new ImportProblem(ImportErrors.NoKnownColumn, "The quotes of the header line are broken."));
        }

        var header = CsvHeader.Read(head.Fields, options.Mapping, schema);
        if (header.Known.Count == 0 && !(options.CreateMissing && head.Fields.Any(f => Jobs.PropertyInference.IsNew(Values.Slug.From(f), schema))))
        {
            return (null, new ImportProblem(
                ImportErrors.NoKnownColumn, "No column of the header is a property; name the properties of the columns with 'mapping', such as {\"E-Mail\": \"email\"}."));
        }

        return await rows.NextAsync(cancel) is { } first ? (new CsvImport(text, rows, header, first, options.CreateMissing), null) : (null, ImportErrors.Empty());
    }

    private static ImportProblem? CheckMapping(CsvOptions options, Schema schema)
    {
        foreach (var (column, slug) in options.Mapping ?? new Dictionary<string, string>())
        {
            var definition = schema.Find(slug);
            if (definition is null or { ReadOnly: true })
            {
                var why = definition is null ? schema.UnknownSlug(slug) : $"property '{slug}' is read-only";
                return new ImportProblem(ImportErrors.InvalidMapping, $"Invalid mapping of '{PropertyInput.Of(column).Show()}': {why}");
            }
        }

        return null;
    }

    private ImportRow Read(CsvRow row, int at)
    {
        var columns = header.Columns.Count;
        var code = row.Error ?? (row.FieldCount < columns ? ImportErrors.TooFewFields : row.FieldCount > columns ? ImportErrors.TooManyFields : null);
        for (var i = 0; i < row.Fields.Length; i++)
        {
            row.Fields[i] = FormulaGuard.Remove(row.Fields[i]);
        }

        var read = new ImportRow(at, row.Line) { Fields = row.Fields };
        if (code is not null)
        {
            return read with { Error = ImportErrors.Unreadable(code, row.FieldCount, columns) };
        }

        var values = record.Read(row.Fields);
        return values.Count == 0 && !createMissing ? read with { Error = ImportErrors.NoValue() } : read with { Default = values };
    }
}
