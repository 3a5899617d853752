using System.Text;
using System.Text.Json;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Imports;

/// <summary>The values of one cell.</summary>
internal static class CsvCell
{
    private const string GoogleSeparator = " ::: ";

    /// <summary>The values, none of them empty.</summary>
    /// <param name="cell">A field that is not empty, without its <see cref="FormulaGuard"/>.</param>
    /// <param name="column">Whose cell it is.</param>
    public static IReadOnlyList<string> Values(string cell, CsvColumn column)
    {
        var property = column.Property;
        if (column.GoogleList && (cell.Contains(GoogleSeparator, StringComparison.Ordinal) || cell[0] == '*'))
        {
            // Google marks the groups that everybody has with an asterisk.
            return [.. cell.Split(GoogleSeparator).Select(value => value.Trim()).Where(value => value.Length > 0 && !value.StartsWith("* ", StringComparison.Ordinal))];
        }

        if (!property.Multiple || cell.AsSpan().IndexOfAny(';', '\\') < 0)
        {
            return Trimmed(cell, property) is { Length: > 0 } value ? [value] : [];
        }

        return [.. Split(cell).Select(value => Trimmed(value, property)).Where(value => value.Length > 0)];
    }

    /// <summary>What is written for several values: one as bare text, more as a JSON list.</summary>
    public static PropertyInput Input(IReadOnlyList<string> values)
    {
        if (values.Count == 1)
        {
            return PropertyInput.Of(values[0]);
        }

        var list = Json.Write(json =>
        {
            json.WriteStartArray();
            foreach (var value in values)
            {
                WriteText(json, value);
            }

            json.WriteEndArray();
        });
        return PropertyInput.Of(JsonElement.Parse(list));
    }

    private static string Trimmed(string value, PropertyDefinition property) =>
        property.Type is PropertyType.Text or PropertyType.Markdown or PropertyType.SocialHandle && !property.Reference ? value : value.Trim();

    private static IEnumerable<string> Split(string cell)
    {
        var value = new StringBuilder();
        for (var at = 0; at < cell.Length; at++)
        {
            if (cell[at] == ';')
            {
                yield return value.ToString();
                value.Clear();
                continue;
            }

            var escapes = cell[at] == '\\' && at + 1 < cell.Length && (cell[at + 1] is ';' or '\\');
            at += escapes ? 1 : 0;
            value.Append(cell[at]);
        }

        yield return value.ToString();
    }

    private static void WriteText(Utf8JsonWriter json, string value)
    {
        if (TextFold.IsWellFormed(value))
        {
            json.WriteStringValue(value);
            return;
        }

        // A writer would turn a lone surrogate into U+FFFD; as an escape it stays, and the value layer refuses it.
        var escapes = new StringBuilder("\"");
        foreach (var c in value)
        {
            escapes.Append("\\u").Append(((int)c).ToString("x4", null));
        }

        json.WriteRawValue(escapes.Append('"').ToString(), skipInputValidation: true);
    }
}
