using System.Text;
using System.Text.Json.Nodes;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Cosmos;

namespace ContactsFunctions.Storage.Tests.Cosmos;

/// <summary>Answers that get lost, before and after the write took effect: nothing is lost, nothing happens twice, the result is right.</summary>
[Collection(nameof(ServerAlone))]
public sealed class LostAnswerTests : IAsyncLifetime
{
    private readonly string team = "t-" + Guid.NewGuid().ToString("N");
    private CosmosDocumentStore store = null!;

    /// <summary>What happens to the first request: a status or a cut connection, before or after the work was done.</summary>
    public static TheoryData<string, bool> Faults => new()
    {
        { "408", false }, { "408", true }, { "429", false }, { "449", false }, { "500", false }, { "500", true }, { "503", false }, { "503", true }, { "drop", false }, { "drop", true },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => store = await CosmosUnderTest.StoreAsync();

    public async ValueTask DisposeAsync() => await ProtocolServer.ClearFaultsAsync();

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_create_happens_once(string fault, bool applied)
    {
        await FaultAsync("create", fault, applied);
        var result = await CommitAsync(new DocumentWrite.Create(Doc("a", 1)));
        Assert.Equal(CommitStatus.Committed, result.Status);
        await HoldsAsync(result, 1);
        Assert.Equal(CommitStatus.Exists, (await CommitAsync(new DocumentWrite.Create(Doc("a", 2)))).Status);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_replace_happens_once(string fault, bool applied)
    {
        var tag = (await CommitAsync(new DocumentWrite.Create(Doc("a", 1)))).ETags[0]!;
        await FaultAsync("replace", fault, applied);
        var result = await CommitAsync(new DocumentWrite.Replace(Doc("a", 2), tag));
        Assert.Equal(CommitStatus.Committed, result.Status);
        await HoldsAsync(result, 2);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_upsert_leaves_its_document(string fault, bool applied)
    {
        await FaultAsync("upsert", fault, applied);
        var result = await CommitAsync(new DocumentWrite.Upsert(Doc("a", 1)));
        Assert.Equal(CommitStatus.Committed, result.Status);
        await HoldsAsync(result, 1);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_delete_that_happened_is_no_miss(string fault, bool applied)
    {
        var tag = (await CommitAsync(new DocumentWrite.Create(Doc("a", 1)))).ETags[0]!;
        await FaultAsync("delete", fault, applied);
        var result = await CommitAsync(new DocumentWrite.Delete("a", tag));
        Assert.Equal((CommitStatus.Committed, -1), (result.Status, result.Index));
        Assert.Equal([null], result.ETags);
        Assert.Null(await store.ReadAsync(team, "a", Cancel));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_batch_happens_once_and_whole(string fault, bool applied)
    {
        var before = await CommitAsync(new DocumentWrite.Create(Doc("gone", 1)), new DocumentWrite.Create(Doc("b", 1)));
        await FaultAsync("batch", fault, applied);
        var result = await CommitAsync(new DocumentWrite.Delete("gone"), new DocumentWrite.Create(Doc("a", 2)), new DocumentWrite.Replace(Doc("b", 2), before.ETags[1]!));
        Assert.Equal(CommitStatus.Committed, result.Status);
        await HoldsAsync(result, null, 2, 2);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_batch_of_deletes_happens_once(string fault, bool applied)
    {
        await CommitAsync(new DocumentWrite.Create(Doc("a", 1)), new DocumentWrite.Create(Doc("b", 1)));
        await FaultAsync("batch", fault, applied);
        var result = await CommitAsync(new DocumentWrite.Delete("a"), new DocumentWrite.Delete("b"));
        Assert.Equal(CommitStatus.Committed, result.Status);
        Assert.Equal([null, null], result.ETags);
        Assert.Equal([null, null], await store.ReadManyAsync(team, ["a", "b"], Cancel));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_increment_gives_no_value_twice(string fault, bool applied)
    {
        Assert.Equal(1, await store.IncrementAsync(team, "count:x", 1, null, Cancel));
        await FaultAsync("patch", fault, applied);
        var second = await store.IncrementAsync(team, "count:x", 1, null, Cancel);
        Assert.Equal(applied ? 3 : 2, second);
        Assert.Equal(second + 1, await store.IncrementAsync(team, "count:x", 1, null, Cancel));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_first_increment_survives_too(string fault, bool applied)
    {
        await FaultAsync("create", fault, applied);
        Assert.Equal(applied ? 2 : 1, await store.IncrementAsync(team, "count:x", 1, null, Cancel));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_lost_race_stays_lost(string fault, bool applied)
    {
        await CommitAsync(new DocumentWrite.Create(Doc("a", 1)));
        var old = (await CommitAsync(new DocumentWrite.Upsert(Doc("b", 1)))).ETags[0]!;
        await CommitAsync(new DocumentWrite.Upsert(Doc("b", 2)));

        await FaultAsync("create", fault, applied);
        Assert.Equal(CommitResult.Lost(CommitStatus.Exists, 0).Status, (await CommitAsync(new DocumentWrite.Create(Doc("a", 9)))).Status);
        await FaultAsync("replace", fault, applied);
        Assert.Equal(CommitStatus.Stale, (await CommitAsync(new DocumentWrite.Replace(Doc("b", 9), old))).Status);
        await FaultAsync("delete", fault, applied);
        Assert.Equal(CommitStatus.Stale, (await CommitAsync(new DocumentWrite.Delete("b", old))).Status);
        await FaultAsync("batch", fault, applied);
        var result = await CommitAsync(new DocumentWrite.Create(Doc("c", 9)), new DocumentWrite.Replace(Doc("b", 9), old));
        Assert.Equal((CommitStatus.Stale, 1), (result.Status, result.Index));
        Assert.Null(await store.ReadAsync(team, "c", Cancel));
    }

    [Fact]
    public async Task A_write_whose_settling_read_fails_too_is_settled_later()
    {
        await FaultAsync("create", "503", true);
        await FaultAsync("read", "503", false);
        var result = await CommitAsync(new DocumentWrite.Create(Doc("a", 1)));
        Assert.Equal(CommitStatus.Committed, result.Status);
        await HoldsAsync(result, 1);
    }

    [Theory]
    [InlineData("429")]
    [InlineData("503")]
    [InlineData("drop")]
    public async Task Reads_and_queries_come_through_one_fault(string fault)
    {
        await CommitAsync(new DocumentWrite.Create(Doc("a", 1)), new DocumentWrite.Create(Doc("b", 1)));
        await FaultAsync("read", fault, false);
        Assert.NotNull(await store.ReadAsync(team, "a", Cancel));
        await FaultAsync("query", fault, false);
        Assert.Equal(["a", "b"], (await store.ReadManyAsync(team, ["a", "b"], Cancel)).Select(d => d?.Id));
        await FaultAsync("query", fault, false);
        Assert.Equal(["a", "b"], (await store.QueryAsync(team, null, new DocumentQuery(9), Cancel)).Select(r => r.Id));
        await FaultAsync("query", fault, false);
        Assert.Equal(2, await store.CountAsync(team, null, null, false, Cancel));
    }

    private static Task FaultAsync(string operation, string fault, bool applied) => ProtocolServer.FaultAsync(fault == "drop"
        ? new JsonObject { ["operation"] = operation, ["drop"] = true, ["applyFirst"] = applied }
        : new JsonObject { ["operation"] = operation, ["status"] = int.Parse(fault, null), ["retryAfterMs"] = 5, ["applyFirst"] = applied });

    private ValueTask<CommitResult> CommitAsync(params DocumentWrite[] writes) => store.CommitAsync(team, new Commit(Commit.NewId(), writes), Cancel);

    /// <summary>The three documents "gone", "a", "b", or just "a", hold these versions, and their ETags are those of the result.</summary>
    private async Task HoldsAsync(CommitResult result, params int?[] versions)
    {
        var ids = versions.Length == 1 ? new[] { "a" } : ["gone", "a", "b"];
        var read = await store.ReadManyAsync(team, ids, Cancel);
        Assert.Equal(versions, read.Select(d => d is null ? (int?)null : JsonNode.Parse(d.Body.Span)!["v"]!.GetValue<int>()));
        Assert.Equal(read.Select(d => d?.ETag), result.ETags);
    }

    private static Document Doc(string id, int version) => new(id, "contact", Encoding.UTF8.GetBytes($$"""{"v":{{version}}}"""));
}
