using System.Globalization;
using System.Net;
using ContactsFunctions.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace ContactsFunctions.Cosmos;

/// <summary>
/// Counters: one conditional patch. Cosmos DB counts a time to live from the last write, a counter from its first increment, so the
/// counter holds the moment its window ends and the patch asks for it. An absent counter is created; one whose window is over is
/// replaced by ETag. Every value comes from a write that one caller alone can have made, so none is given twice; after a lost answer the
/// whole is done again, and the value that the first try may have taken is given to nobody.
/// </summary>
internal sealed class CounterIncrement(Container container, TimeProvider time)
{
    private const string Value = "value";
    private const string ExpiresAt = "expiresAt";
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(400);

    public async Task<long> RunAsync(string team, string id, long by, TimeSpan? timeToLive, TimeLimit limit)
    {
        for (var pause = TimeSpan.FromMilliseconds(10); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (await TryAsync(team, id, by, timeToLive, limit) is { } value)
            {
                return value;
            }

            await Task.Delay(pause, time, limit.Token);
        }
    }

    /// <summary>The new value; null after a lost race.</summary>
    private async Task<long?> TryAsync(string team, string id, long by, TimeSpan? timeToLive, TimeLimit limit)
    {
        var key = new PartitionKey(team);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var options = new PatchItemRequestOptions
        {
            EnableContentResponseOnWrite = true,
            FilterPredicate = string.Create(CultureInfo.InvariantCulture, $"FROM c WHERE NOT (IS_DEFINED(c.{ExpiresAt})) OR c.{ExpiresAt} > {now}"),
        };
        using var patched = await limit.RunAsync(t => container.PatchItemStreamAsync(id, key, [PatchOperation.Increment("/" + Value, by)], options, t));
        if (patched.IsSuccessStatusCode)
        {
            return StoredJsonReader.IntegerAt(await DocumentReads.BytesAsync(patched.Content, limit), Value);
        }

        if (patched.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            return await RestartAsync(team, id, by, timeToLive, limit);
        }

        Failures.Checked(patched);
        using var item = NewWindow(team, id, by, timeToLive);
        using var created = await limit.RunAsync(t => container.CreateItemStreamAsync(item, key, null, t));
        return Written(created, by);
    }

    private async Task<long?> RestartAsync(string team, string id, long by, TimeSpan? timeToLive, TimeLimit limit)
    {
        var key = new PartitionKey(team);
        using var read = Failures.Checked(await limit.RunAsync(t => container.ReadItemStreamAsync(id, key, null, t)));
        if (!read.IsSuccessStatusCode
            || StoredJsonReader.IntegerAt(await DocumentReads.BytesAsync(read.Content, limit), ExpiresAt) > time.GetUtcNow().ToUnixTimeMilliseconds())
        {
            return null;
        }

        using var item = NewWindow(team, id, by, timeToLive);
        var ifMatch = new ItemRequestOptions { IfMatchEtag = read.Headers.ETag };
        using var replaced = await limit.RunAsync(t => container.ReplaceItemStreamAsync(item, id, key, ifMatch, t));
        return Written(replaced, by);
    }

    private MemoryStream NewWindow(string team, string id, long value, TimeSpan? timeToLive) =>
        StoredJson.WriteCounter(team, id, value, timeToLive, timeToLive is { } ttl ? (time.GetUtcNow() + ttl).ToUnixTimeMilliseconds() : null);

    private static long? Written(ResponseMessage response, long value)
    {
        if (response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
        {
            return null;
        }

        Failures.Checked(response);
        return value;
    }
}
