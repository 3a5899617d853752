using System.Collections.Concurrent;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Contacts;

/// <summary>
/// Integer ids of contacts by HiLo: a process takes blocks of 1,000 from the team's counter and hands them out from memory, so numbers
/// are unique per team under any concurrency, and a create costs no extra request.
/// </summary>
public sealed class SequenceNumbers(IDocumentStore store)
{
    /// <summary>Numbers taken from the store at once.</summary>
    public const int BlockSize = 1_000;

    private readonly ConcurrentDictionary<string, Block> blocks = new(StringComparer.Ordinal);

    /// <summary>Takes <paramref name="count"/> consecutive numbers (at most a block) and returns the first; they begin at 1.</summary>
    public async ValueTask<long> TakeAsync(string team, int count, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, BlockSize);
        var block = blocks.GetOrAdd(team, _ => new Block());
        if (block.TryTake(count) is { } first)
        {
            return first;
        }

        await block.Refill.WaitAsync(cancel);
        try
        {
            if (block.TryTake(count) is { } refilled)
            {
                return refilled;
            }

            var end = await store.IncrementAsync(team, "count:contact", BlockSize, null, cancel);
            return block.Start(end - BlockSize + 1, end, count);
        }
        finally
        {
            block.Refill.Release();
        }
    }

    private sealed class Block
    {
        private readonly Lock gate = new();
        private long next = 1;
        private long end;

        public SemaphoreSlim Refill { get; } = new(1);

        public long? TryTake(int count)
        {
            lock (gate)
            {
                if (end - next + 1 < count)
                {
                    return null;
                }

                next += count;
                return next - count;
            }
        }

        public long Start(long first, long last, int count)
        {
            lock (gate)
            {
                (next, end) = (first + count, last);
                return first;
            }
        }
    }
}
