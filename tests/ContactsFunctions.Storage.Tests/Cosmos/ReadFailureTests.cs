using System.Net;
using ContactsFunctions.Core.Storage;
using Microsoft.Azure.Cosmos;
using Moq;

namespace ContactsFunctions.Storage.Tests.Cosmos;

/// <summary>What a read makes of the service's answers and silences.</summary>
public sealed class ReadFailureTests
{
    private const string Stored = """{"id":"a","kind":"contact","commit":"c1","_etag":"\"e\""}""";
    private readonly MockedContainer container = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_point_read_is_one_request()
    {
        container.Reads("a", MockedContainer.Answer(HttpStatusCode.OK, Stored));
        Assert.Equal("c1", (await container.Store.ReadAsync("t1", "a", Cancel))!.Commit);
        container.Mock.Verify(c => c.ReadItemStreamAsync("a", new PartitionKey("t1"), null, It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task Reading_many_of_one_is_a_point_read()
    {
        container.Reads("a", MockedContainer.Answer(HttpStatusCode.OK, Stored));
        Assert.Equal(["a", "a"], (await container.Store.ReadManyAsync("t1", ["a", "a"], Cancel)).Select(d => d?.Id));
    }

    [Fact]
    public async Task Reading_many_is_one_query_by_id_in_one_partition()
    {
        container.Queries([Stored.Replace("\"a\"", "\"b\"", StringComparison.Ordinal) + "," + Stored]);
        Assert.Equal(["a", null, "b"], (await container.Store.ReadManyAsync("t1", ["a", "x", "b"], Cancel)).Select(d => d?.Id));
        Assert.Equal("SELECT * FROM c WHERE c.id IN (@p0, @p1, @p2)", container.Query.Definition.QueryText);
        Assert.Equal(["a", "x", "b"], container.Query.Definition.GetQueryParameters().Select(p => p.Value));
        Assert.Equal((new PartitionKey("t1"), 3, true), (container.Query.Options.PartitionKey, container.Query.Options.MaxItemCount, container.Query.Options.EnableOptimisticDirectExecution));
        Assert.Equal(1, container.Pages);
    }

    [Fact]
    public async Task A_404_is_null_unless_it_is_the_containers()
    {
        var missing = MockedContainer.Answer(HttpStatusCode.NotFound);
        missing.Headers.Add("x-ms-substatus", "1003");
        container.Reads("a", MockedContainer.Answer(HttpStatusCode.NotFound), missing);
        Assert.Null(await container.Store.ReadAsync("t1", "a", Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await container.Store.ReadAsync("t1", "a", Cancel));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(410)]
    [InlineData(449)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task An_answer_that_says_nothing_is_asked_for_again_and_then_unavailable(int status)
    {
        ResponseMessage Bad() => MockedContainer.Answer((HttpStatusCode)status);
        container.Reads("a", Bad(), MockedContainer.Answer(HttpStatusCode.OK, Stored));
        Assert.NotNull(await container.Store.ReadAsync("t1", "a", Cancel));
        container.Reads("a", Bad(), Bad(), Bad(), Bad());
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await container.Store.ReadAsync("t1", "a", Cancel));
    }

    [Fact]
    public async Task Throttling_is_unavailable_with_the_services_advice()
    {
        container.Reads("a", MockedContainer.Throttled(2_500));
        var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await container.Store.ReadAsync("t1", "a", Cancel));
        Assert.Equal(TimeSpan.FromSeconds(2.5), thrown.RetryAfter);
    }

    [Fact]
    public async Task An_exception_of_the_sdk_counts_by_its_status()
    {
        Throws(new CosmosException("gone", HttpStatusCode.Gone, 0, "", 0));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await container.Store.PingAsync(Cancel));
        Throws(new CosmosException("no", HttpStatusCode.Forbidden, 0, "", 0));
        await Assert.ThrowsAsync<CosmosException>(async () => await container.Store.PingAsync(Cancel));
    }

    [Fact]
    public async Task Silence_ends_at_the_time_limit_even_if_the_sdk_ignores_the_token()
    {
        container.Mock.Setup(c => c.ReadItemStreamAsync("ping", It.IsAny<PartitionKey>(), null, It.IsAny<CancellationToken>())).Returns(new TaskCompletionSource<ResponseMessage>().Task);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await container.Store.PingAsync(Cancel));
        using var caller = new CancellationTokenSource(1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await container.Store.PingAsync(caller.Token));
    }

    private void Throws(Exception exception) =>
        container.Mock.Setup(c => c.ReadItemStreamAsync("ping", It.IsAny<PartitionKey>(), null, It.IsAny<CancellationToken>())).ThrowsAsync(exception);
}
