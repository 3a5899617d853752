using System.Net;
using ContactsFunctions.Core.Storage;
using Microsoft.Azure.Cosmos;
using Moq;

namespace ContactsFunctions.Storage.Tests.Cosmos;

/// <summary>Commits of several writes: what the batch holds, and how its answer is read.</summary>
public sealed class BatchTests
{
    private static readonly DocumentWrite[] OneOfEach = [
        new DocumentWrite.Create(Doc("a")), new DocumentWrite.Replace(Doc("b"), "e0"), new DocumentWrite.Upsert(Doc("c")), new DocumentWrite.Delete("d", "e9"), new DocumentWrite.Delete("e")];

    private readonly MockedContainer container = new();
    private readonly List<string> operations = [];
    private int batches;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_write_is_an_operation_in_its_place()
    {
        Answers(Answer(HttpStatusCode.OK, (201, "e1"), (200, "e2"), (200, "e3"), (204, null), (204, null)));

        var result = await CommitAsync(OneOfEach);

        Assert.Equal((CommitStatus.Committed, -1), (result.Status, result.Index));
        Assert.Equal(["e1", "e2", "e3", null, null], result.ETags);
        Assert.Equal(["create a", "replace b e0", "upsert c", "delete d e9", "delete e"], operations);
    }

    [Theory]
    [InlineData(0, 409, CommitStatus.Exists)]
    [InlineData(1, 404, CommitStatus.Missing)]
    [InlineData(1, 412, CommitStatus.Stale)]
    [InlineData(3, 412, CommitStatus.Stale)]
    [InlineData(4, 404, CommitStatus.Missing)]
    public async Task The_culprit_is_the_one_without_a_424(int culprit, int status, CommitStatus expected)
    {
        Answers(Answer((HttpStatusCode)status, [.. OneOfEach.Select((_, i) => (i == culprit ? status : 424, (string?)null))]));
        container.Reads("a", MockedContainer.Answer(HttpStatusCode.NotFound));

        var result = await CommitAsync(OneOfEach);

        Assert.Equal((expected, culprit), (result.Status, result.Index));
        Assert.Empty(result.ETags);
    }

    [Fact]
    public async Task A_batch_is_built_anew_for_each_try()
    {
        Answers(Answer(HttpStatusCode.ServiceUnavailable), Answer(HttpStatusCode.TooManyRequests, (429, null), (424, null)), Answer(HttpStatusCode.OK, (201, "e1"), (201, "e2")));
        container.Reads("a", MockedContainer.Answer(HttpStatusCode.NotFound));

        Assert.True((await CommitAsync(new DocumentWrite.Create(Doc("a")), new DocumentWrite.Create(Doc("b")))).IsCommitted);

        Assert.Equal(3, batches);
        Assert.Equal(["create a", "create b", "create a", "create b", "create a", "create b"], operations);
    }

    [Fact]
    public async Task Found_to_have_happened_it_answers_with_the_tags_that_are_still_its_own()
    {
        Answers(Answer(HttpStatusCode.RequestTimeout));
        container.Reads("a", MockedContainer.Answer(HttpStatusCode.OK, Stored("a", "c1")));
        container.Queries([Stored("c", "another") + "," + Stored("b", "c1")]);

        var result = await CommitAsync(OneOfEach);

        Assert.True(result.IsCommitted);
        Assert.Equal(["\"of a\"", "\"of b\"", "\"overwritten\"", null, null], result.ETags);
    }

    [Fact]
    public async Task A_missing_container_is_no_lost_race()
    {
        Answers(Answer(HttpStatusCode.NotFound));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await CommitAsync(OneOfEach));
    }

    private static string Stored(string id, string commit) => $$"""{"id":"{{id}}","kind":"contact","commit":"{{commit}}","_etag":"\"of {{id}}\""}""";

    private static Document Doc(string id) => new(id, "contact", "{}"u8.ToArray());

    private ValueTask<CommitResult> CommitAsync(params DocumentWrite[] writes) => container.Store.CommitAsync("t1", new Commit("c1", writes), Cancel);

    private void Answers(params TransactionalBatchResponse[] answers)
    {
        var left = new Queue<TransactionalBatchResponse>(answers);
        container.Mock.Setup(c => c.CreateTransactionalBatch(new PartitionKey("t1"))).Returns(() =>
        {
            batches++;
            var batch = new Mock<TransactionalBatch>(MockBehavior.Strict);
            batch.Setup(b => b.CreateItemStream(It.IsAny<Stream>(), It.Is<TransactionalBatchItemRequestOptions>(o => o.EnableContentResponseOnWrite == false)))
                .Returns((Stream s, TransactionalBatchItemRequestOptions o) => Note(batch, "create " + IdOf(s), o));
            batch.Setup(b => b.ReplaceItemStream(It.IsAny<string>(), It.IsAny<Stream>(), It.Is<TransactionalBatchItemRequestOptions>(o => o.EnableContentResponseOnWrite == false)))
                .Returns((string id, Stream _, TransactionalBatchItemRequestOptions o) => Note(batch, "replace " + id, o));
            batch.Setup(b => b.UpsertItemStream(It.IsAny<Stream>(), It.Is<TransactionalBatchItemRequestOptions>(o => o.EnableContentResponseOnWrite == false)))
                .Returns((Stream s, TransactionalBatchItemRequestOptions o) => Note(batch, "upsert " + IdOf(s), o));
            batch.Setup(b => b.DeleteItem(It.IsAny<string>(), It.IsAny<TransactionalBatchItemRequestOptions>()))
                .Returns((string id, TransactionalBatchItemRequestOptions o) => Note(batch, "delete " + id, o));
            batch.Setup(b => b.ExecuteAsync(It.IsAny<CancellationToken>())).ReturnsAsync(left.Dequeue());
            return batch.Object;
        });
    }

    private TransactionalBatch Note(Mock<TransactionalBatch> batch, string operation, TransactionalBatchItemRequestOptions options)
    {
        operations.Add((operation + " " + options.IfMatchEtag).TrimEnd());
        return batch.Object;
    }

    private static string IdOf(Stream item)
    {
        using var json = System.Text.Json.JsonDocument.Parse(item);
        return json.RootElement.GetProperty("id").GetString()!;
    }

    private static TransactionalBatchResponse Answer(HttpStatusCode status, params (int Status, string? ETag)[] results)
    {
        var response = new Mock<TransactionalBatchResponse>();
        response.Setup(r => r.StatusCode).Returns(status);
        response.Setup(r => r.IsSuccessStatusCode).Returns((int)status < 300);
        response.Setup(r => r.Count).Returns(results.Length);
        for (var i = 0; i < results.Length; i++)
        {
            var (code, etag) = results[i];
            var result = new Mock<TransactionalBatchOperationResult>();
            result.Setup(r => r.StatusCode).Returns((HttpStatusCode)code);
            result.Setup(r => r.IsSuccessStatusCode).Returns(code < 300);
            result.Setup(r => r.ETag).Returns(etag!);
            response.Setup(r => r[i]).Returns(result.Object);
        }

        return response.Object;
    }
}
