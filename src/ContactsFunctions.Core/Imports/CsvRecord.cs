using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Imports;

/// <summary>Makes the values of a contact from the fields of a row.</summary>
internal sealed class CsvRecord(CsvHeader header)
{
    private readonly CsvColumn[][] plain =
    [
        .. header.Known.Where(c => !IsPart(c.Property.Slug)).GroupBy(c => c.Property.Slug).Select(group => group.ToArray()),
    ];

    private readonly Part[] parts =
    [
        .. new[] { Part.Of(header, "email", "emails", StringComparer.OrdinalIgnoreCase), Part.Of(header, "phone", "phones", StringComparer.Ordinal) }
            .Where(part => part.First.Length + part.More.Length > 0),
    ];

    /// <summary>The values of the row by slug, each slug once; what is empty is not there.</summary>
    public List<KeyValuePair<string, PropertyInput>> Read(string[] fields)
    {
        var values = new List<KeyValuePair<string, PropertyInput>>(plain.Length + (2 * parts.Length));
        foreach (var columns in plain)
        {
            foreach (var column in columns)
            {
                if (fields[column.Index].Length > 0 && CsvCell.Values(fields[column.Index], column) is { Count: > 0 } cell)
                {
                    values.Add(new(column.Property.Slug, CsvCell.Input(cell)));
                    break;
                }
            }
        }

        foreach (var part in parts)
        {
            part.Read(fields, values);
        }

        return values;
    }

    private static bool IsPart(string slug) => slug is "email" or "emails" or "phone" or "phones";

    /// <summary>E-mails or phones: the first value is the primary one, further ones are written as the whole list.</summary>
    private sealed record Part(string Single, string List, CsvColumn[] First, CsvColumn[] More, StringComparer Comparer)
    {
        public static Part Of(CsvHeader header, string single, string list, StringComparer comparer) => new(
            single, list, [.. header.Known.Where(c => c.Property.Slug == single)], [.. header.Known.Where(c => c.Property.Slug == list)], comparer);

        public void Read(string[] fields, List<KeyValuePair<string, PropertyInput>> values)
        {
            if (First.Length == 1 && More.Length == 0 && !First[0].GoogleList)
            {
                if (fields[First[0].Index].Length > 0 && CsvCell.Values(fields[First[0].Index], First[0]) is { Count: > 0 } cell)
                {
                    values.Add(new(Single, CsvCell.Input(cell)));
                }

                return;
            }

            var singles = ValuesOf(First, fields);
            var more = ValuesOf(More, fields);
            var all = singles.Concat(more).Distinct(Comparer).ToList();
            if (singles.Count > 0)
            {
                values.Add(new(Single, PropertyInput.Of(singles[0])));
            }

            if (all.Count > 1 || more.Count > 0)
            {
                values.Add(new(List, CsvCell.Input(all)));
            }
        }

        private static List<string> ValuesOf(CsvColumn[] columns, string[] fields) =>
            [.. columns.Where(column => fields[column.Index].Length > 0).SelectMany(column => CsvCell.Values(fields[column.Index], column))];
    }
}
