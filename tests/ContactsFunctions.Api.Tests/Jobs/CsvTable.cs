using System.Text;

namespace ContactsFunctions.Api.Tests.Jobs;

/// <summary>A CSV file as RFC 4180 has it, so that a test can mend its cells as a spreadsheet would.</summary>
internal sealed class CsvTable(IReadOnlyList<string> header, IReadOnlyList<string[]> rows)
{
    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Header => header;

    /// <summary>The cells below the header.</summary>
    public IReadOnlyList<string[]> Rows => rows;

    /// <summary>Reads a file that is well formed.</summary>
    public static CsvTable Read(string text)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"' when quoted && i + 1 < text.Length && text[i + 1] == '"':
                    cell.Append(text[++i]);
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    row.Add(Take(cell));
                    break;
                case '\r' when !quoted:
                    break;
                case '\n' when !quoted:
                    row.Add(Take(cell));
                    rows.Add([.. row]);
                    row.Clear();
                    break;
                default:
                    cell.Append(text[i]);
                    break;
            }
        }

        return new CsvTable(rows[0], rows[1..]);
    }

    /// <summary>The cell of a row under a name.</summary>
    public string this[int row, string column]
    {
        get => rows[row][header.ToList().IndexOf(column)];
        set => rows[row][header.ToList().IndexOf(column)] = value;
    }

    /// <summary>The file again, every cell quoted.</summary>
    public override string ToString() =>
        string.Concat(rows.Prepend([.. header]).Select(r => string.Join(',', r.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n"));

    private static string Take(StringBuilder cell)
    {
        var text = cell.ToString();
        cell.Clear();
        return text;
    }
}
