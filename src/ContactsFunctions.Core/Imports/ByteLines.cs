using System.Buffers;

namespace ContactsFunctions.Core.Imports;

/// <summary>Cuts a body into lines at LF, each at most <paramref name="limit"/> bytes; of a longer one only the begin is kept. Flat memory.</summary>
internal sealed class ByteLines(Stream body, int limit) : IDisposable
{
    private const int BlockBytes = 64 * 1024;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(limit + BlockBytes);
    private int start;
    private int end;
    private int seen;
    private bool ended;
    private bool skip;

    /// <summary>The number of the current line, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The current line without its end; valid until the next.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Whether the current line is longer than the limit; <see cref="Line"/> is its begin then.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Goes to the next line; false at the end.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancel)
    {
        while (true)
        {
            var stop = buffer.AsSpan(start + seen, end - start - seen).IndexOf((byte)'\n');
            var length = stop < 0 ? end - start : seen + stop;
            if (skip)
            {
                skip = stop < 0;
                Drop(stop < 0 ? length : length + 1);
            }
            else if (length > limit || stop >= 0 || (ended && length > 0))
            {
                Number++;
                IsTooLong = length > limit;
                Line = buffer.AsMemory(start, Math.Min(length, limit));
                skip = stop < 0;
                Drop(stop < 0 ? length : length + 1);
                return true;
            }
            else
            {
                seen = length;
            }

            if (ended && start == end)
            {
                return false;
            }

            if (stop < 0)
            {
                await FillAsync(cancel);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            (buffer, start, end, seen, ended, Line) = ([], 0, 0, 0, true, default);
        }
    }

    private void Drop(int count) => (start, seen) = (start + count, 0);

    private async ValueTask FillAsync(CancellationToken cancel)
    {
        if (start > 0 && buffer.Length - end < BlockBytes / 2)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        var read = await body.ReadAsync(buffer.AsMemory(end), cancel);
        end += read;
        ended = read == 0;
    }
}
