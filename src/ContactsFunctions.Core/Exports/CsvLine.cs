using System.Buffers;
using System.Text;

namespace ContactsFunctions.Core.Exports;

/// <summary>Writes lines of CSV as RFC 4180 says, in UTF-8: parted by commas, ended by CRLF.</summary>
internal static class CsvLine
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",;\t\"\r\n");

    /// <summary>Writes one line. A lone blank cell is quoted, for else it would be a blank line.</summary>
    public static void Write(IReadOnlyList<string> cells, IBufferWriter<byte> to)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
            {
                to.Write(","u8);
            }

            WriteCell(cells[i], to, quoted: cells.Count == 1 && string.IsNullOrWhiteSpace(cells[i]));
        }

        to.Write("\r\n"u8);
    }

    private static void WriteCell(string cell, IBufferWriter<byte> to, bool quoted)
    {
        // Programs that trim bare cells keep the blanks of quoted ones.
        if (!quoted && (cell.Length == 0 || (cell.AsSpan().IndexOfAny(NeedsQuotes) < 0 && !char.IsWhiteSpace(cell[0]) && !char.IsWhiteSpace(cell[^1]))))
        {
            Encoding.UTF8.GetBytes(cell, to);
            return;
        }

        to.Write("\""u8);
        Encoding.UTF8.GetBytes(cell.Replace("\"", "\"\"", StringComparison.Ordinal), to);
        to.Write("\""u8);
    }
}
