using ContactsFunctions.Core.Contacts;

namespace ContactsFunctions.Core.Imports;

/// <summary>Every error of the reading half of an import and the sentence that its reader gets.</summary>
public static class ImportErrors
{
#pragma warning disable CS1591 // The names are the codes; the sentences below say what they mean.
    public const string TooFewFields = "too_few_fields";
    public const string TooManyFields = "too_many_fields";
    public const string BadQuoting = "bad_quoting";
    public const string BadEncoding = "bad_encoding";
    public const string RowTooLarge = "row_too_large";
    public const string BadJson = "bad_json";
    public const string BadVcard = "bad_vcard";

    public const string NoKnownColumn = "no_known_column";
    public const string EmptyImport = "empty_import";
    public const string TooManyColumns = "too_many_columns";
    public const string InvalidMapping = "invalid_mapping";
    public const string UnknownCharset = "unknown_charset";
    public const string InvalidJson = "invalid_json";
    public const string InvalidBody = "invalid_body";
#pragma warning restore CS1591

    /// <summary>The error of a row that could be cut from its input but not be read.</summary>
    internal static ContactError Unreadable(string code, int fields, int columns) => new(code, code switch
    {
        TooFewFields => $"The row has {fields} fields, the header {columns}.",
        TooManyFields => $"The row has {fields} fields, the header {columns}; a field that holds the delimiter must be quoted.",
        BadQuoting => "The quotes of this line are broken: text follows a closing quote, or a quote is not closed. A quote inside a quoted field is written twice.",
        BadEncoding => "The row holds bytes that are not text in the encoding of the file.",
        RowTooLarge => "A row can be 256 KB long.",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "not an error of a row"),
    });

    /// <summary>The error of a row of which no known property has a value.</summary>
    internal static ContactError NoValue() => new(ContactErrors.InvalidValue, "The row has no value for any known property.");

    internal static ImportProblem CharsetUnknown(string? charset) =>
        new(UnknownCharset, $"The charset '{charset}' is not one of utf-8, utf-16, utf-16le, utf-16be, windows-1252 and iso-8859-1.");

    internal static ImportProblem Empty() => new(EmptyImport, "There is no row to import; an import needs at least one row below the header.");
}
