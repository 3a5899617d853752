using System.Collections.Concurrent;

namespace ContactsFunctions.Core.Access;

/// <summary>Remembers what was read for five seconds, so that a change holds everywhere within that time. Absence is not remembered.</summary>
internal sealed class ExpiringCache<T>(TimeProvider time)
    where T : class
{
    /// <summary>How long an entry is believed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private const int MaxEntries = 10_000;

    private readonly ConcurrentDictionary<string, (T Value, long ReadAt)> entries = new(StringComparer.Ordinal);

    /// <summary>The remembered value, null when there is none or it is too old.</summary>
    public T? Find(string key) => entries.TryGetValue(key, out var entry) && time.GetElapsedTime(entry.ReadAt) < Lifetime ? entry.Value : null;

    /// <summary>Remembers a value, or forgets it when null. Returns it.</summary>
    /// <param name="readAt">The timestamp taken before the read, so that an entry is never believed longer than it is true.</param>
    public T? Set(string key, T? value, long readAt)
    {
        if (value is null)
        {
            entries.TryRemove(key, out _);
            return null;
        }

        if (entries.Count >= MaxEntries)
        {
            entries.Clear();
        }

        entries[key] = (value, readAt);
        return value;
    }
}
