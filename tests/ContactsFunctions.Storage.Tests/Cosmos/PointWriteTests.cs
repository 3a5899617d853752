using System.Linq.Expressions;
using System.Net;
using System.Text;
using ContactsFunctions.Core.Storage;
using Microsoft.Azure.Cosmos;
using Moq;

namespace ContactsFunctions.Storage.Tests.Cosmos;

/// <summary>Commits of one write: the call, the item sent, and how each answer is read.</summary>
public sealed class PointWriteTests
{
    private const string Mine = """{"id":"a","kind":"contact","commit":"c1","_etag":"\"mine\""}""";
    private const string Others = """{"id":"a","kind":"contact","commit":"c2","_etag":"\"other\""}""";

    private static readonly Expression<Func<Container, Task<ResponseMessage>>> Create =
        c => c.CreateItemStreamAsync(It.IsAny<Stream>(), new PartitionKey("t1"), It.Is<ItemRequestOptions>(o => o.EnableContentResponseOnWrite == false), It.IsAny<CancellationToken>());

    private static readonly Expression<Func<Container, Task<ResponseMessage>>> Delete =
        c => c.DeleteItemStreamAsync("a", new PartitionKey("t1"), It.Is<ItemRequestOptions>(o => o.IfMatchEtag == "e0"), It.IsAny<CancellationToken>());

    private readonly MockedContainer container = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Document Doc => new("a", "contact", "{\"v\":1}"u8.ToArray());

    [Theory]
    [InlineData("{}", """{"id":"a","teamId":"t1","kind":"contact","commit":"c1","ttl":90,"deletedAt":"2026","search":{"city":"Zoë","tags":[1,true]},"sort":{"city":"Z\u0001a"}}""")]
    [InlineData(" { \n} ", """{"id":"a","teamId":"t1","kind":"contact","commit":"c1","ttl":90,"deletedAt":"2026","search":{"city":"Zoë","tags":[1,true]},"sort":{"city":"Z\u0001a"}} """)]
    [InlineData("{\"v\": {}}", """{"id":"a","teamId":"t1","kind":"contact","commit":"c1","ttl":90,"deletedAt":"2026","search":{"city":"Zoë","tags":[1,true]},"sort":{"city":"Z\u0001a"},"v": {}}""")]
    public async Task The_item_is_one_flat_object(string body, string expected)
    {
        var sent = "";
        container.Mock.Setup(Create).Callback((Stream item, PartitionKey _, ItemRequestOptions _, CancellationToken _) => sent = new StreamReader(item).ReadToEnd())
            .ReturnsAsync(MockedContainer.Answer(HttpStatusCode.Created, etag: "e1"));
        var index = new DocumentIndex("2026", [new("city", false, [IndexValue.Of("Zoë")]), new("tags", true, [IndexValue.Of(1), IndexValue.Of(true)])], [new("city", "Z\u0001a")]);
        var document = new Document("a", "contact", Encoding.UTF8.GetBytes(body)) { TimeToLive = TimeSpan.FromSeconds(89.5), Index = index };

        var result = await CommitAsync(new DocumentWrite.Create(document));

        Assert.Equal(expected, sent);
        Assert.Equal(["e1"], result.ETags);
        container.Mock.Verify(Create, Times.Once);
        container.Mock.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task A_replace_carries_its_tag()
    {
        container.Mock.Setup(c => c.ReplaceItemStreamAsync(It.IsAny<Stream>(), "a", new PartitionKey("t1"), It.Is<ItemRequestOptions>(o => o.IfMatchEtag == "e0" && o.EnableContentResponseOnWrite == false), It.IsAny<CancellationToken>()))
            .ReturnsAsync(MockedContainer.Answer(HttpStatusCode.OK, etag: "e1"));
        Assert.Equal(["e1"], (await CommitAsync(new DocumentWrite.Replace(Doc, "e0"))).ETags);
    }

    [Fact]
    public async Task An_upsert_carries_none()
    {
        container.Mock.Setup(c => c.UpsertItemStreamAsync(It.IsAny<Stream>(), new PartitionKey("t1"), It.Is<ItemRequestOptions>(o => o.IfMatchEtag == null), It.IsAny<CancellationToken>()))
            .ReturnsAsync(MockedContainer.Answer(HttpStatusCode.OK, etag: "e1"));
        Assert.Equal(["e1"], (await CommitAsync(new DocumentWrite.Upsert(Doc))).ETags);
    }

    [Fact]
    public async Task A_conflict_is_a_lost_race_when_the_document_is_anothers()
    {
        container.Mock.Setup(Create).ReturnsAsync(MockedContainer.Answer(HttpStatusCode.Conflict));
        container.Reads("a", MockedContainer.Answer(HttpStatusCode.OK, Others));
        Assert.Equal(CommitStatus.Exists, (await CommitAsync(new DocumentWrite.Create(Doc))).Status);
        container.Mock.Verify(Create, Times.Once);
    }

    [Fact]
    public async Task A_conflict_with_the_commits_own_document_is_the_sdks_second_try()
    {
        container.Mock.Setup(Create).ReturnsAsync(MockedContainer.Answer(HttpStatusCode.Conflict));
        container.Reads("a", MockedContainer.Answer(HttpStatusCode.OK, Mine));
        var result = await CommitAsync(new DocumentWrite.Create(Doc));
        Assert.Equal((CommitStatus.Committed, "\"mine\""), (result.Status, Assert.Single(result.ETags)));
    }

    [Fact]
    public async Task After_a_lost_answer_the_write_is_sent_again_only_if_it_did_not_happen()
    {
        container.Mock.SetupSequence(Create).ReturnsAsync(MockedContainer.Answer(HttpStatusCode.ServiceUnavailable)).ReturnsAsync(MockedContainer.Answer(HttpStatusCode.Created, etag: "e1"));
        container.Reads("a", MockedContainer.Answer(HttpStatusCode.NotFound));
        Assert.Equal(["e1"], (await CommitAsync(new DocumentWrite.Create(Doc))).ETags);
        container.Mock.Verify(Create, Times.Exactly(2));

        container.Mock.Setup(Create).ThrowsAsync(new HttpRequestException("cut"));
        container.Reads("a", MockedContainer.Answer(HttpStatusCode.OK, Mine));
        Assert.Equal(["\"mine\""], (await CommitAsync(new DocumentWrite.Create(Doc))).ETags);
        container.Mock.Verify(Create, Times.Exactly(3));
    }

    [Fact]
    public async Task A_write_that_outlasts_the_limit_is_settled_before_it_is_given_up()
    {
        container.Mock.Setup(Create).Returns(Never);
        container.Reads("a", MockedContainer.Answer(HttpStatusCode.OK, Mine), MockedContainer.Answer(HttpStatusCode.NotFound));
        Assert.True((await CommitAsync(new DocumentWrite.Create(Doc))).IsCommitted);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await CommitAsync(new DocumentWrite.Create(Doc)));
    }

    [Fact]
    public async Task The_callers_own_cancellation_stays_one()
    {
        using var caller = new CancellationTokenSource();
        container.Mock.Setup(Create).Returns((Stream _, PartitionKey _, ItemRequestOptions _, CancellationToken token) =>
        {
            caller.Cancel();
            return Never(Stream.Null, default, null!, token);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await container.Store.CommitAsync("t1", new Commit("c1", [new DocumentWrite.Create(Doc)]), caller.Token));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, CommitStatus.Missing)]
    [InlineData(HttpStatusCode.PreconditionFailed, CommitStatus.Stale)]
    public async Task A_delete_needs_no_second_look(HttpStatusCode status, CommitStatus expected)
    {
        container.Mock.Setup(Delete).ReturnsAsync(MockedContainer.Answer(status));
        Assert.Equal(expected, (await CommitAsync(new DocumentWrite.Delete("a", "e0"))).Status);
        container.Mock.Verify(Delete, Times.Once);
        container.Mock.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task A_delete_whose_answer_was_lost_is_done_when_the_document_is_gone()
    {
        container.Mock.Setup(Delete).ReturnsAsync(MockedContainer.Answer(HttpStatusCode.RequestTimeout));
        container.Reads("a", MockedContainer.Answer(HttpStatusCode.NotFound));
        Assert.True((await CommitAsync(new DocumentWrite.Delete("a", "e0"))).IsCommitted);
    }

    [Fact]
    public async Task A_throttled_write_waits_as_told_and_gives_up_with_the_services_advice()
    {
        container.Mock.SetupSequence(Create).ReturnsAsync(MockedContainer.Throttled(1)).ReturnsAsync(MockedContainer.Answer(HttpStatusCode.Created, etag: "e1"));
        Assert.True((await CommitAsync(new DocumentWrite.Create(Doc))).IsCommitted);

        container.Mock.Setup(Create).ReturnsAsync(MockedContainer.Throttled(7_000));
        var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await CommitAsync(new DocumentWrite.Create(Doc)));
        Assert.Equal(TimeSpan.FromSeconds(7), thrown.RetryAfter);
        container.Mock.Verify(Create, Times.Exactly(3));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge)]
    public async Task What_the_service_refuses_is_a_bug(HttpStatusCode status)
    {
        container.Mock.Setup(Create).ReturnsAsync(MockedContainer.Answer(status));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await CommitAsync(new DocumentWrite.Create(Doc)));
        container.Mock.Verify(Create, Times.Once);
    }

    private ValueTask<CommitResult> CommitAsync(DocumentWrite write) => container.Store.CommitAsync("t1", new Commit("c1", [write]), Cancel);

    private static async Task<ResponseMessage> Never(Stream item, PartitionKey key, ItemRequestOptions options, CancellationToken token)
    {
        await Task.Delay(Timeout.Infinite, token);
        throw new InvalidOperationException();
    }
}
