using System.Buffers;
using System.Text;

namespace ContactsFunctions.Core.Imports;

/// <summary>
/// Cuts text into rows as RFC 4180 says, with LF, CRLF and lone CR alike, and survives broken quotes: a row that does not end properly within
/// the limit is one failed row of its first line, and reading resumes on the next. What is cut never depends on how the body arrives.
/// </summary>
/// <param name="limit">The longest row, in UTF-8 bytes, and the furthest look ahead, in characters.</param>
internal sealed class CsvRows(ImportText text, int limit = CsvRows.MaxRowBytes) : IDisposable
{
    /// <summary>The longest row.</summary>
    public const int MaxRowBytes = 256 * 1024;

    /// <summary>The most fields that a row is split into.</summary>
    public const int MaxFields = 1_000;

    private const int ChunkCharacters = 16 * 1024;

    private readonly CsvScanner scanner = new(limit);
    private char[] buffer = ArrayPool<char>.Shared.Rent(4 * ChunkCharacters);
    private int start;
    private int end;
    private int line = 1;
    private bool ended;
    private bool dropLineFeed;
    private bool skipLine;

    /// <summary>The delimiter of fields.</summary>
    public char Delimiter => scanner.Delimiter;

    private ReadOnlySpan<char> Pending => buffer.AsSpan(start, end - start);

    /// <summary>Of comma, semicolon and tab takes the one that gives the first row most fields, the earlier of equals, and reads that row; null when there is none.</summary>
    public async ValueTask<CsvRow?> ReadHeaderAsync(CancellationToken cancel)
    {
        var best = (Delimiter: ',', Fields: 0);
        foreach (var delimiter in ",;\t")
        {
            scanner.Delimiter = delimiter;
            scanner.Forget();
            if (!await FindRowAsync(cancel))
            {
                return null;
            }

            if (await ScanAsync(cancel) == CsvScan.Whole && scanner.FieldCount > best.Fields)
            {
                best = (delimiter, scanner.FieldCount);
            }
        }

        scanner.Delimiter = best.Delimiter;
        scanner.Forget();
        return await NextAsync(cancel);
    }

    /// <summary>Reads the next row; null at the end.</summary>
    public async ValueTask<CsvRow?> NextAsync(CancellationToken cancel)
    {
        if (!await FindRowAsync(cancel))
        {
            return null;
        }

        var scan = await ScanAsync(cancel);
        return scan == CsvScan.Whole ? TakeRow() : await TakeLineAsync(scan, cancel);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        text.Dispose();
        if (buffer.Length > 0)
        {
            ArrayPool<char>.Shared.Return(buffer);
            (buffer, start, end, ended) = ([], 0, 0, true);
        }
    }

    private async ValueTask<CsvScan> ScanAsync(CancellationToken cancel)
    {
        CsvScan scan;
        while ((scan = scanner.Scan(Pending, ended)) == CsvScan.More)
        {
            await FillAsync(cancel);
        }

        return scan;
    }

    private async ValueTask<bool> FindRowAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (TryFindRow() is { } found)
            {
                return found;
            }

            await FillAsync(cancel);
        }
    }

    /// <summary>Passes over blank lines and the rest of a failed one; null when more characters are needed.</summary>
    private bool? TryFindRow()
    {
        while (true)
        {
            if (dropLineFeed && start < end)
            {
                Consume(buffer[start] == '\n' ? 1 : 0);
                dropLineFeed = false;
            }

            var pending = Pending;
            var stop = skipLine ? pending.IndexOfAny('\r', '\n')
                : Delimiter == '\t' ? pending.IndexOfAnyExcept(' ')
                : pending.IndexOfAnyExcept(' ', '\t');
            var blank = stop >= 0 && (pending[stop] is '\r' or '\n');
            if (!skipLine && ((stop >= 0 && !blank) || (stop < 0 ? pending.Length : stop) > limit))
            {
                return true;
            }

            if (blank)
            {
                ConsumeLine(stop);
                skipLine = false;
                continue;
            }

            if (skipLine || ended)
            {
                Consume(pending.Length);
            }

            return ended ? false : null;
        }
    }

    private CsvRow TakeRow()
    {
        var row = Pending[..scanner.At];
        var begin = line;
        var count = scanner.FieldCount;
        string? error = null;
        if (row.Length > limit / 3 && Encoding.UTF8.GetByteCount(row) > limit)
        {
            error = ImportErrors.RowTooLarge;
        }
        else if (count > MaxFields)
        {
            error = ImportErrors.TooManyFields;
        }

        var invalid = IsInvalid(row);
        string[] fields;
        if (error is null)
        {
            fields = new string[count];
            for (var i = 0; i < fields.Length; i++)
            {
                fields[i] = invalid ? InvalidBytes.Replace(scanner.Text(row, i)) : scanner.Text(row, i);
            }

            error = invalid ? ImportErrors.BadEncoding : null;
        }
        else
        {
            fields = [RawLine.Of(row, text.HasInvalid)];
        }

        line += scanner.SawQuote ? LineBreaks(row) : 0;
        ConsumeLine(row.Length);
        return new CsvRow(begin, fields, count, error);
    }

    private async ValueTask<CsvRow> TakeLineAsync(CsvScan scan, CancellationToken cancel)
    {
        int stop;
        while ((stop = Pending.IndexOfAny('\r', '\n')) < 0 && Pending.Length <= RawLine.MaxCharacters && !ended)
        {
            await FillAsync(cancel);
        }

        var tooLong = scan == CsvScan.TooLong || (scan == CsvScan.Unclosed && (stop < 0 || stop > limit));
        var row = new CsvRow(line, [RawLine.Of(stop < 0 ? Pending : Pending[..stop], text.HasInvalid)], 1, tooLong ? ImportErrors.RowTooLarge : ImportErrors.BadQuoting);
        if (stop < 0)
        {
            Consume(Pending.Length);
            skipLine = true;
        }
        else
        {
            ConsumeLine(stop);
        }

        return row;
    }

    private void Consume(int characters)
    {
        start += characters;
        scanner.Restart(characters);
    }

    private void ConsumeLine(int length)
    {
        line++;
        if (start + length == end)
        {
            Consume(length);
            return;
        }

        var carriageReturn = buffer[start + length] == '\r';
        Consume(length + 1);
        dropLineFeed = carriageReturn;
    }

    private async ValueTask FillAsync(CancellationToken cancel)
    {
        while (buffer.Length - end < ChunkCharacters)
        {
            // Moving pays only when it frees at least as much as it moves.
            var target = start >= end - start ? buffer : ArrayPool<char>.Shared.Rent(buffer.Length * 2);
            Pending.CopyTo(target);
            if (target != buffer)
            {
                ArrayPool<char>.Shared.Return(buffer);
                buffer = target;
            }

            (start, end) = (0, end - start);
        }

        var read = await text.ReadAsync(buffer.AsMemory(end), cancel);
        end += read;
        ended = read == 0;
    }

    private bool IsInvalid(ReadOnlySpan<char> row)
    {
        if (text.EndsInHalf && row.Length == end - start)
        {
            return true;
        }

        return text.HasInvalid && InvalidBytes.Any(row);
    }

    private static int LineBreaks(ReadOnlySpan<char> row)
    {
        var breaks = row.Count('\n');
        for (int at; (at = row.IndexOf('\r')) >= 0;)
        {
            row = row[(at + 1)..];
            breaks += row.IsEmpty || row[0] != '\n' ? 1 : 0;
        }

        return breaks;
    }
}
