using System.Net;
using System.Text.Json;
using ContactsFunctions.Cosmos;
using Microsoft.Azure.Cosmos;
using Moq;

namespace ContactsFunctions.Storage.Tests.Cosmos;

/// <summary>The requests of a counter.</summary>
public sealed class CounterTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_000_000);
    private readonly Mock<Container> container = new(MockBehavior.Strict);
    private readonly CosmosDocumentStore store;

    public CounterTests()
    {
        var clock = new Mock<TimeProvider> { CallBase = true };
        clock.Setup(c => c.GetUtcNow()).Returns(Now);
        store = new CosmosDocumentStore(container.Object, new CosmosStoreOptions(), clock.Object);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_usual_increment_is_one_conditional_patch_that_returns_the_value()
    {
        Patches(MockedContainer.Answer(HttpStatusCode.OK, """{"value":7}"""));
        Assert.Equal(7, await store.IncrementAsync("t1", "count:a", 3, null, Cancel));
        container.Verify(c => c.PatchItemStreamAsync(
            "count:a",
            new PartitionKey("t1"),
            It.Is<IReadOnlyList<PatchOperation>>(o => o.Count == 1 && o[0].OperationType == PatchOperationType.Increment && o[0].Path == "/value" && ((PatchOperation<long>)o[0]).Value == 3),
            It.Is<PatchItemRequestOptions>(o => o.EnableContentResponseOnWrite == true && o.FilterPredicate == "FROM c WHERE NOT (IS_DEFINED(c.expiresAt)) OR c.expiresAt > 1000000"),
            It.IsAny<CancellationToken>()));
        container.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task An_absent_counter_is_created_with_the_end_of_its_window()
    {
        var sent = "";
        Patches(MockedContainer.Answer(HttpStatusCode.NotFound));
        container.Setup(c => c.CreateItemStreamAsync(It.IsAny<Stream>(), new PartitionKey("t1"), null, It.IsAny<CancellationToken>()))
            .Callback((Stream item, PartitionKey _, ItemRequestOptions _, CancellationToken _) => sent = new StreamReader(item).ReadToEnd())
            .ReturnsAsync(MockedContainer.Answer(HttpStatusCode.Created));

        Assert.Equal(3, await store.IncrementAsync("t1", "count:a", 3, TimeSpan.FromMinutes(1), Cancel));

        var item = JsonSerializer.Deserialize<JsonElement>(sent);
        Assert.Equal(("counter", 3, 60, 1_060_000), (item.GetProperty("kind").GetString(), item.GetProperty("value").GetInt64(), item.GetProperty("ttl").GetInt32(), item.GetProperty("expiresAt").GetInt64()));
    }

    [Fact]
    public async Task A_counter_that_another_created_first_is_patched()
    {
        Patches(MockedContainer.Answer(HttpStatusCode.NotFound), MockedContainer.Answer(HttpStatusCode.OK, """{"value":4}"""));
        container.Setup(c => c.CreateItemStreamAsync(It.IsAny<Stream>(), new PartitionKey("t1"), null, It.IsAny<CancellationToken>())).ReturnsAsync(MockedContainer.Answer(HttpStatusCode.Conflict));
        Assert.Equal(4, await store.IncrementAsync("t1", "count:a", 3, null, Cancel));
    }

    [Fact]
    public async Task A_window_that_is_over_is_replaced_by_its_tag_and_the_loser_patches()
    {
        Patches(MockedContainer.Answer(HttpStatusCode.PreconditionFailed), MockedContainer.Answer(HttpStatusCode.OK, """{"value":4}"""), MockedContainer.Answer(HttpStatusCode.PreconditionFailed));
        container.Setup(c => c.ReadItemStreamAsync("count:a", new PartitionKey("t1"), null, It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => MockedContainer.Answer(HttpStatusCode.OK, """{"value":9,"expiresAt":999999}""", "e9"));
        container.SetupSequence(c => c.ReplaceItemStreamAsync(It.IsAny<Stream>(), "count:a", new PartitionKey("t1"), It.Is<ItemRequestOptions>(o => o.IfMatchEtag == "e9"), It.IsAny<CancellationToken>()))
            .ReturnsAsync(MockedContainer.Answer(HttpStatusCode.PreconditionFailed))
            .ReturnsAsync(MockedContainer.Answer(HttpStatusCode.OK));
        Assert.Equal(4, await store.IncrementAsync("t1", "count:a", 3, TimeSpan.FromMinutes(1), Cancel));
        Assert.Equal(3, await store.IncrementAsync("t1", "count:a", 3, TimeSpan.FromMinutes(1), Cancel));
    }

    private void Patches(params ResponseMessage[] answers)
    {
        var left = new Queue<ResponseMessage>(answers);
        container.Setup(c => c.PatchItemStreamAsync("count:a", new PartitionKey("t1"), It.IsAny<IReadOnlyList<PatchOperation>>(), It.IsAny<PatchItemRequestOptions>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(left.Dequeue);
    }
}
