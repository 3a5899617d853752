using System.Buffers;
using System.Text;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Imports;
using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Exports;

/// <summary>
/// Writes contacts as CSV, a column for each property. An import reads equal values from it, but for what a cell cannot say: an empty text comes back
/// as absent, and of e-mails or phones without a primary one the first becomes it.
/// </summary>
internal sealed class CsvWriter(ExportSelection selection) : IContactWriter
{
    private static readonly SearchValues<char> OfPhones = SearchValues.Create("0123456789+-(). /;");
    private static readonly SearchValues<char> Escaped = SearchValues.Create(";\\");

    private readonly string[] cells = new string[selection.Columns.Count];

    /// <inheritdoc/>
    public void WriteHead(IBufferWriter<byte> to) => CsvLine.Write([.. selection.Columns.Select(c => c.Slug)], to);

    /// <inheritdoc/>
    public void Write(Contact contact, IBufferWriter<byte> to)
    {
        var withoutFullName = selection.LeavesFullNameOut(contact, emptyIsAbsent: true);
        for (var i = 0; i < cells.Length; i++)
        {
            var column = selection.Columns[i];
            cells[i] = contact.ValueOf(column) is { } value && !(withoutFullName && column.Slug == "full_name") ? Cell(column, value) : "";
        }

        CsvLine.Write(cells, to);
    }

    private static string Cell(PropertyDefinition column, PropertyValue value)
    {
        var cell = column.Multiple ? string.Join(';', value.Elements.Select(v => Escape(Text(v)))) : Text(value);
        return IsHarmless(column.Type, cell) ? cell : FormulaGuard.Add(cell);
    }

    /// <summary>A number, and a phone that has nothing but what phones are written with: anything else could be typed into a phone, a formula too.</summary>
    private static bool IsHarmless(PropertyType type, string cell) =>
        type.IsNumeric() || (type == PropertyType.Telephone && cell.AsSpan().IndexOfAnyExcept(OfPhones) < 0);

    private static string Text(PropertyValue value) => value is PropertyValue.Text text ? text.Value : Encoding.UTF8.GetString(Json.Write(value.WriteTo));

    private static string Escape(string element) => element.AsSpan().IndexOfAny(Escaped) < 0
        ? element
        : element.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal);
}
