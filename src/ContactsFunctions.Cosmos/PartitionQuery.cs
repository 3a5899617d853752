using Microsoft.Azure.Cosmos;

namespace ContactsFunctions.Cosmos;

/// <summary>A query inside one partition: no plan is fetched for it, and its pages are passed on as bytes.</summary>
internal static class PartitionQuery
{
    /// <summary>Begins the query; <paramref name="rows"/> is the page size, -1 for the service's choice.</summary>
    public static FeedIterator QueryPartition(this Container container, QueryDefinition query, string team, int rows) => container.GetItemQueryStreamIterator(query, null, new QueryRequestOptions
    {
        PartitionKey = new PartitionKey(team),
        MaxItemCount = rows,
        EnableOptimisticDirectExecution = true,
    });

    /// <summary>The rows of the next page; there may be none in it although more follow.</summary>
    public static async Task<List<ReadOnlyMemory<byte>>> NextRowsAsync(this FeedIterator iterator, TimeLimit limit)
    {
        using var page = Failures.Checked(await limit.RunAsync(iterator.ReadNextAsync));
        return page.IsSuccessStatusCode
            ? StoredJsonReader.Rows(await DocumentReads.BytesAsync(page.Content, limit))
            : throw Failures.Refused(page.StatusCode, page.ErrorMessage);
    }
}
