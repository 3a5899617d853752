using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Storage.Tests.Contract;

/// <summary>Point reads.</summary>
public abstract class ReadContract<THarness> : StoreContract<THarness>
    where THarness : StoreHarness, new()
{
    [Fact]
    public async Task An_absent_document_reads_as_null() => Assert.Null(await ReadAsync("nothing"));

    [Fact]
    public async Task A_document_reads_back_with_its_id_kind_commit_and_body()
    {
        var commit = new Commit(Commit.NewId(), [new DocumentWrite.Create(Doc("unique:email:0a_1", 7, kind: "reservation"))]);
        var result = await Store.CommitAsync(Team, commit, Cancel);

        var read = await ReadAsync("unique:email:0a_1");

        Assert.Equal(7, Version(read));
        Assert.Equal(("unique:email:0a_1", "reservation", commit.Id), (read!.Id, read.Kind, read.Commit));
        Assert.Equal(result.ETags[0], read.ETag);
    }

    [Fact]
    public async Task Reading_many_answers_in_the_order_asked_with_null_for_the_absent()
    {
        await FillAsync([Doc("a", 1), Doc("b", 2), Doc("c", 3)]);

        var read = await Store.ReadManyAsync(Team, ["c", "x", "a", "c"], Cancel);

        Assert.Equal(["c", null, "a", "c"], read.Select(d => d?.Id));
        Assert.Equal([3, 1, 3], read.OfType<StoredDocument>().Select(Version));
    }

    [Fact]
    public async Task Reading_none_answers_none() => Assert.Empty(await Store.ReadManyAsync(Team, [], Cancel));

    [Fact]
    public async Task Reading_many_of_an_unknown_team_answers_nulls() => Assert.Equal([null, null], await Store.ReadManyAsync(NewTeam(), ["a", "b"], Cancel));

    [Fact]
    public async Task A_document_belongs_to_one_team()
    {
        var other = NewTeam();
        await CreateAsync(Doc("same", 1));
        Assert.Null(await Store.ReadAsync(other, "same", Cancel));

        var second = await Store.CommitAsync(other, new Commit(Commit.NewId(), [new DocumentWrite.Create(Doc("same", 2))]), Cancel);

        Assert.True(second.IsCommitted);
        Assert.Equal(1, Version(await ReadAsync("same")));
        Assert.Equal(2, Version(await Store.ReadAsync(other, "same", Cancel)));

        await Store.CommitAsync(other, new Commit(Commit.NewId(), [new DocumentWrite.Delete("same")]), Cancel);
        Assert.Equal(1, Version(await ReadAsync("same")));
    }

    [Fact]
    public async Task A_large_body_reads_back_whole()
    {
        var text = string.Concat(Enumerable.Repeat("Zoë 😀 \\\" ", 20_000));
        var body = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { v = 1, text });
        await CreateAsync(new Document("large", Contact, body));

        var read = await ReadAsync("large");

        using var json = System.Text.Json.JsonDocument.Parse(read!.Body);
        Assert.Equal(text, json.RootElement.GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_ping_is_answered() => await Store.PingAsync(Cancel);
}
