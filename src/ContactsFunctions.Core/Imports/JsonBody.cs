using System.Buffers;
using System.Text;

namespace ContactsFunctions.Core.Imports;

/// <summary>
/// Goes through a JSON text a value at a time. A value longer than <paramref name="limit"/> bytes is checked and not kept: flat memory. What is read
/// never depends on how the body arrives, not even where it stops being UTF-8. The body stays the caller's.
/// </summary>
internal sealed class JsonBody(Stream body, int limit) : IDisposable
{
    private const int BlockBytes = 64 * 1024;

    private readonly JsonScanner scanner = new();
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(limit + BlockBytes);
    private int start;
    private int end;
    private int filled;
    private bool ended;
    private bool invalid;
    private bool begun;

    /// <summary>Why there is nothing more to read; null when the text ended, or has not ended.</summary>
    public ImportProblem? Problem { get; private set; }

    /// <summary>The last value read; valid until the next call. Of one that is too long the begin.</summary>
    public ReadOnlyMemory<byte> Value { get; private set; }

    /// <summary>Whether the last value is longer than the limit.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The next byte that is not white space; -1 at the end or when there is a <see cref="Problem"/>.</summary>
    public async ValueTask<int> PeekAsync(CancellationToken cancel)
    {
        while (Problem is null)
        {
            if (begun || await SkipMarkAsync(cancel))
            {
                var white = buffer.AsSpan(start, end - start).IndexOfAnyExcept(" \t\r\n"u8);
                start = white < 0 ? end : start + white;
                if (white >= 0)
                {
                    return buffer[start];
                }
            }

            if (!await FillAsync(cancel))
            {
                return -1;
            }
        }

        return -1;
    }

    /// <summary>Goes past the byte that was peeked.</summary>
    public void Skip() => start++;

    /// <summary>Reads a whole value; false with a <see cref="Problem"/> when there is none.</summary>
    /// <param name="nesting">How many objects and lists may stand in each other.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async ValueTask<bool> ReadValueAsync(int nesting, CancellationToken cancel)
    {
        if (await PeekAsync(cancel) < 0)
        {
            return Fail(JsonScan.Broken);
        }

        scanner.Restart(nesting);
        IsTooLong = false;
        for (var scanned = 0; ;)
        {
            var scan = scanner.Scan(buffer.AsSpan(start + scanned, end - start - scanned), ended, out var used);
            scanned += used;
            if (!IsTooLong && scanned > limit)
            {
                IsTooLong = true;
                Value = buffer.AsSpan(start, limit).ToArray();
            }

            if (scan == JsonScan.Whole)
            {
                Value = IsTooLong ? Value : buffer.AsMemory(start, scanned);
                start += scanned;
                return true;
            }

            if (scan != JsonScan.More)
            {
                return Fail(scan);
            }

            if (IsTooLong)
            {
                (start, scanned) = (start + scanned, 0);
            }

            if (!await FillAsync(cancel) && Problem is not null)
            {
                return false;
            }
        }
    }

    /// <summary>Ends the reading; the first problem stays.</summary>
    public void Fail(ImportProblem problem) => Problem ??= problem;

    /// <summary>Ends the reading where the text is not JSON, or ends too early.</summary>
    public bool Fail(JsonScan scan = JsonScan.Broken)
    {
        Fail(new ImportProblem(ImportErrors.InvalidJson, scan == JsonScan.TooDeep ? "The body is nested deeper than 64 levels." : "The body is not valid JSON, or it is cut short."));
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            (buffer, start, end, filled, ended, Value) = ([], 0, 0, 0, true, default);
        }
    }

    private async ValueTask<bool> SkipMarkAsync(CancellationToken cancel)
    {
        while (end == start && await FillAsync(cancel))
        {
        }

        begun = true;
        start += buffer.AsSpan(start, end - start).StartsWith("\uFEFF"u8) ? 3 : 0;
        return Problem is null;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        if (ended || invalid)
        {
            if (invalid)
            {
                Fail(new ImportProblem(ImportErrors.InvalidJson, "The body is not UTF-8."));
            }

            return false;
        }

        if (start > 0 && buffer.Length - filled < BlockBytes / 2)
        {
            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            (start, end, filled) = (0, end - start, filled - start);
        }

        var read = await body.ReadAsync(buffer.AsMemory(filled), cancel);
        filled += read;
        end += Utf8Prefix.Length(buffer.AsSpan(end, filled - end), out var broken);
        ended = read == 0;
        invalid = broken || (ended && end < filled);
        return !ended || await FillAsync(cancel);
    }
}
