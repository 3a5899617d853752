using System.Buffers;

namespace ContactsFunctions.Core.Imports;

/// <summary>Cuts a text into lines at LF, CRLF and lone CR, each at most <paramref name="limit"/> characters; of a longer one only the begin is kept. Flat memory.</summary>
internal sealed class TextLines(ImportText text, int limit) : IDisposable
{
    private const int BlockCharacters = 16 * 1024;

    private char[] buffer = ArrayPool<char>.Shared.Rent(limit + BlockCharacters);
    private int start;
    private int end;
    private int seen;
    private bool ended;
    private bool skip;
    private bool dropLineFeed;

    /// <summary>The number of the current line, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The current line without its end; valid until the next. Of one that is too long the begin.</summary>
    public ReadOnlyMemory<char> Line { get; private set; }

    /// <summary>Goes to the next line; false at the end.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (dropLineFeed && start < end)
            {
                start += buffer[start] == '\n' ? 1 : 0;
                dropLineFeed = false;
            }

            var stop = buffer.AsSpan(start + seen, end - start - seen).IndexOfAny('\r', '\n');
            var length = stop < 0 ? end - start : seen + stop;
            if (skip)
            {
                skip = stop < 0;
                Drop(length, stop >= 0);
            }
            else if (length > limit || stop >= 0 || (ended && length > 0))
            {
                Number++;
                Line = buffer.AsMemory(start, Math.Min(length, limit));
                skip = stop < 0;
                Drop(length, stop >= 0);
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
        text.Dispose();
        if (buffer.Length > 0)
        {
            ArrayPool<char>.Shared.Return(buffer);
            (buffer, start, end, seen, ended, Line) = ([], 0, 0, 0, true, default);
        }
    }

    private void Drop(int length, bool withBreak)
    {
        dropLineFeed = withBreak && buffer[start + length] == '\r';
        (start, seen) = (start + length + (withBreak ? 1 : 0), 0);
    }

    private async ValueTask FillAsync(CancellationToken cancel)
    {
        if (start > 0 && buffer.Length - end < BlockCharacters / 2)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        var read = await text.ReadAsync(buffer.AsMemory(end), cancel);
        end += read;
        ended = read == 0;
    }
}
