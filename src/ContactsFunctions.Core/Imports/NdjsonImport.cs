using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ContactsFunctions.Core.Imports;

/// <summary>
/// Reads an NDJSON body, one element of <c>objects</c> a line in UTF-8, as rows to import, with flat memory. The body stays the caller's; disposing gives
/// the buffers back, and no row is read afterwards.
/// </summary>
public sealed class NdjsonImport : IAsyncDisposable
{
    private readonly ByteLines lines;
    private ImportRow? first;
    private int index;

    private NdjsonImport(ByteLines lines) => this.lines = lines;

    /// <summary>Looks at the first row. A body without one is the problem <c>empty_import</c>.</summary>
    public static async Task<(NdjsonImport? Import, ImportProblem? Problem)> OpenAsync(Stream body, CancellationToken cancel)
    {
        var import = new NdjsonImport(new ByteLines(body, CsvRows.MaxRowBytes));
        try
        {
            import.first = await import.NextAsync(cancel);
            return import.first is null ? (null, ImportErrors.Empty()) : (import, null);
        }
        finally
        {
            if (import.first is null)
            {
                import.lines.Dispose();
            }
        }
    }

    /// <summary>The rows, in order, each once: a second reading goes on where the first was left.</summary>
    public async IAsyncEnumerable<ImportRow> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while ((first ?? await NextAsync(cancel)) is { } row)
        {
            first = null;
            yield return row;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        first = null;
        lines.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<ImportRow?> NextAsync(CancellationToken cancel)
    {
        while (await lines.NextAsync(cancel))
        {
            if (Read() is { } row)
            {
                return row;
            }
        }

        return null;
    }

    private ImportRow? Read()
    {
        var line = lines.Line.Span;
        line = lines.Number == 1 && line.StartsWith("\uFEFF"u8) ? line[3..] : line;
        if (!lines.IsTooLong && line.IndexOfAnyExcept(" \t\r"u8) < 0)
        {
            return null;
        }

        var row = new ImportRow(index++, lines.Number);
        if (lines.IsTooLong)
        {
            return row with { Fields = [Raw(line)], Error = ImportErrors.Unreadable(ImportErrors.RowTooLarge, 1, 1) };
        }

        if (!Utf8.IsValid(line))
        {
            return row with { Fields = [Raw(line)], Error = ImportErrors.Unreadable(ImportErrors.BadEncoding, 1, 1) };
        }

        try
        {
            var read = JsonRows.Read(JsonElement.Parse(line), row);
            return read.Error is null ? read : read with { Fields = [Raw(line)] };
        }
        catch (JsonException)
        {
            return JsonRows.Wrong(row, "The line is not JSON.") with { Fields = [Raw(line)] };
        }
    }

    private static string Raw(ReadOnlySpan<byte> line) => RawLine.Of(Encoding.UTF8.GetString(line), hasInvalid: false);
}
