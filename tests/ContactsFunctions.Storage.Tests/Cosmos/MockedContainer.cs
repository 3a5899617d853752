using System.Net;
using System.Text;
using ContactsFunctions.Cosmos;
using Microsoft.Azure.Cosmos;
using Moq;

namespace ContactsFunctions.Storage.Tests.Cosmos;

/// <summary>A container of the SDK whose answers a test gives, and the store on it.</summary>
internal sealed class MockedContainer
{
    public MockedContainer(CosmosStoreOptions? options = null) =>
        Store = new CosmosDocumentStore(Mock.Object, options ?? new CosmosStoreOptions { TimeLimit = TimeSpan.FromMilliseconds(400), ThrottleLimit = TimeSpan.FromMilliseconds(200) }, TimeProvider.System);

    public Mock<Container> Mock { get; } = new(MockBehavior.Strict);

    public CosmosDocumentStore Store { get; }

    /// <summary>The text, the parameters and the options of the last query.</summary>
    public (QueryDefinition Definition, QueryRequestOptions Options) Query { get; private set; }

    /// <summary>The requests of every query, a page each.</summary>
    public int Pages { get; private set; }

    public static ResponseMessage Answer(HttpStatusCode status, string? content = null, string? etag = null)
    {
        var message = new ResponseMessage(status) { Content = content is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(content)) };
        if (etag is not null)
        {
            message.Headers.Add("ETag", etag);
        }

        return message;
    }

    public static ResponseMessage Throttled(int milliseconds)
    {
        var message = Answer(HttpStatusCode.TooManyRequests);
        message.Headers.Add("x-ms-retry-after-ms", milliseconds.ToString(null, null));
        return message;
    }

    public MockedContainer Reads(string id, params ResponseMessage[] answers)
    {
        var left = new Queue<ResponseMessage>(answers);
        Mock.Setup(c => c.ReadItemStreamAsync(id, It.IsAny<PartitionKey>(), It.IsAny<ItemRequestOptions>(), It.IsAny<CancellationToken>())).ReturnsAsync(left.Dequeue);
        return this;
    }

    /// <summary>Each query gets the next of these lists of pages, a page being the inside of its array of documents.</summary>
    public MockedContainer Queries(params string[][] pages)
    {
        var left = new Queue<string[]>(pages);
        Mock.Setup(c => c.GetItemQueryStreamIterator(It.IsAny<QueryDefinition>(), null, It.IsAny<QueryRequestOptions>()))
            .Returns((QueryDefinition definition, string? _, QueryRequestOptions options) =>
            {
                Query = (definition, options);
                return Iterator(left.Dequeue());
            });
        return this;
    }

    private FeedIterator Iterator(string[] pages)
    {
        var next = 0;
        var iterator = new Mock<FeedIterator>();
        iterator.Setup(i => i.HasMoreResults).Returns(() => next < pages.Length);
        iterator.Setup(i => i.ReadNextAsync(It.IsAny<CancellationToken>())).ReturnsAsync(() =>
        {
            Pages++;
            return Answer(HttpStatusCode.OK, "{\"_rid\":\"x\",\"Documents\":[" + pages[next++] + "],\"_count\":1}");
        });
        return iterator.Object;
    }
}
