using System.Net;
using ContactsFunctions.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace ContactsFunctions.Cosmos;

/// <summary>
/// Reads by id: a point read for one document, one query for more. Not the SDK's read-many, which sends the same query but, throttled,
/// repeats it until it is cancelled, whatever the client's options say (seen with 3.64.0).
/// </summary>
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

        var sql = new SqlText();
        sql.Add($"SELECT * FROM c WHERE c.id IN ({string.Join(", ", distinct.Select(sql.Parameter))})");
        using var iterator = container.QueryPartition(sql.ToDefinition(), team, distinct.Count);
        var found = new Dictionary<string, StoredDocument>(StringComparer.Ordinal);
        while (iterator.HasMoreResults)
        {
            foreach (var item in await iterator.NextRowsAsync(limit))
            {
                var document = StoredJsonReader.Document(item);
                found[document.Id] = document;
            }
        }

        return [.. ids.Select(found.GetValueOrDefault)];
    }

    /// <summary>A copy of an answer's content: the SDK may use its buffer again once the answer is disposed of.</summary>
    public static async Task<ReadOnlyMemory<byte>> BytesAsync(Stream content, TimeLimit limit)
    {
        using var copy = new MemoryStream(content.CanSeek ? (int)content.Length : 0);
        await content.CopyToAsync(copy, limit.Token);
        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
    }
}
