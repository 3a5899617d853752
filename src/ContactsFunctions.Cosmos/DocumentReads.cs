using System.Net;
using ContactsFunctions.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace ContactsFunctions.Cosmos;

/// <summary>Reads by id: a point read for one document, one request of the SDK's read-many for more.</summary>
internal static class DocumentReads
{
    public static async Task<StoredDocument?> ReadDocumentAsync(this Container container, string team, string id, TimeLimit limit)
    {
        using var response = Failures.Checked(await limit.RunAsync(t => container.ReadItemStreamAsync(id, new PartitionKey(team), null, t)));
        return response.StatusCode == HttpStatusCode.NotFound ? null : StoredJsonReader.Document(await BytesAsync(response.Content, limit));
    }

    public static async Task<IReadOnlyList<StoredDocument?>> ReadDocumentsAsync(this Container container, string team, IReadOnlyList<string> ids, TimeLimit limit)
    {
        var distinct = ids.Distinct(StringComparer.Ordinal).ToList();
        if (distinct.Count < 2)
        {
            var only = distinct.Count == 0 ? null : await container.ReadDocumentAsync(team, distinct[0], limit);
            return [.. ids.Select(_ => only)];
        }

        var key = new PartitionKey(team);
        var items = distinct.ConvertAll(id => (id, key));
        using var response = Failures.Checked(await limit.RunAsync(t => container.ReadManyItemsStreamAsync(items, null, t)));
        var found = StoredJsonReader.Rows(await BytesAsync(response.Content, limit)).Select(StoredJsonReader.Document).ToDictionary(d => d.Id, StringComparer.Ordinal);
        return [.. ids.Select(found.GetValueOrDefault)];
    }

    /// <summary>The content of an answer; the SDK has it in memory already.</summary>
    public static async Task<ReadOnlyMemory<byte>> BytesAsync(Stream content, TimeLimit limit)
    {
        if (content is MemoryStream memory && memory.TryGetBuffer(out var buffer))
        {
            return buffer.AsMemory((int)memory.Position);
        }

        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, limit.Token);
        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
    }
}
