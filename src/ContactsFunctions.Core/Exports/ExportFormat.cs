namespace ContactsFunctions.Core.Exports;

/// <summary>What an export is written as.</summary>
public enum ExportFormat
{
    /// <summary>RFC 4180, a header line and a line for each contact; read back by an import.</summary>
    Csv,

    /// <summary>One JSON object a line; read back by an import, lists too.</summary>
    Ndjson,

    /// <summary>vCard 3.0 (<see cref="VcardWriter"/>): what an address book takes.</summary>
    Vcard,
}

/// <summary>Names and media types of <see cref="ExportFormat"/>.</summary>
public static class ExportFormats
{
    /// <summary>The format of this name in lower case; null for any other.</summary>
    public static ExportFormat? Parse(string? name) => name switch
    {
        "csv" => ExportFormat.Csv,
        "ndjson" => ExportFormat.Ndjson,
        "vcard" => ExportFormat.Vcard,
        _ => null,
    };

    /// <summary>The Content-Type. NDJSON is UTF-8 by definition and its media type has no charset.</summary>
    public static string ContentType(this ExportFormat format) => format switch
    {
        ExportFormat.Csv => "text/csv; charset=utf-8",
        ExportFormat.Ndjson => "application/x-ndjson",
        _ => "text/vcard; charset=utf-8",
    };

    /// <summary>The name of a file with such a page.</summary>
    public static string FileName(this ExportFormat format) => format switch
    {
        ExportFormat.Csv => "contacts.csv",
        ExportFormat.Ndjson => "contacts.ndjson",
        _ => "contacts.vcf",
    };

    internal static IContactWriter Writer(this ExportFormat format, ExportSelection selection) => format switch
    {
        ExportFormat.Csv => new CsvWriter(selection),
        ExportFormat.Ndjson => new NdjsonWriter(selection),
        _ => new VcardWriter(selection),
    };
}
