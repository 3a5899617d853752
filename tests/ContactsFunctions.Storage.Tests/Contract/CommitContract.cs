using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Storage.Tests.Contract;

/// <summary>How commits end, alone.</summary>
public abstract class CommitContract<THarness> : StoreContract<THarness>
    where THarness : StoreHarness, new()
{
    [Fact]
    public async Task Creating_what_exists_loses_and_changes_nothing()
    {
        await CreateAsync(Doc("a", 1));
        Assert.Equal(CommitStatus.Exists, (await CommitAsync(new DocumentWrite.Create(Doc("a", 2)))).Status);
        Assert.Equal(1, Version(await ReadAsync("a")));
    }

    [Fact]
    public async Task A_replace_takes_the_tag_of_the_write_before_it()
    {
        var first = await CreateAsync(Doc("a", 1));
        var second = await CommitAsync(new DocumentWrite.Replace(Doc("a", 2), first));
        Assert.True(second.IsCommitted);
        Assert.NotEqual(first, second.ETags[0]);
        var third = await CommitAsync(new DocumentWrite.Replace(Doc("a", 3), second.ETags[0]!));
        Assert.True(third.IsCommitted);
        Assert.Equal(3, Version(await ReadAsync("a")));
    }

    [Fact]
    public async Task A_replace_takes_the_tag_of_a_read()
    {
        await CreateAsync(Doc("a", 1));
        var read = await ReadAsync("a");
        Assert.True((await CommitAsync(new DocumentWrite.Replace(Doc("a", 2), read!.ETag))).IsCommitted);
    }

    [Fact]
    public async Task A_replace_with_an_old_tag_is_stale()
    {
        var first = await CreateAsync(Doc("a", 1));
        await CommitAsync(new DocumentWrite.Replace(Doc("a", 2), first));
        Assert.Equal(CommitStatus.Stale, (await CommitAsync(new DocumentWrite.Replace(Doc("a", 3), first))).Status);
        Assert.Equal(2, Version(await ReadAsync("a")));
    }

    [Fact]
    public async Task Replacing_or_deleting_the_absent_is_missing()
    {
        var tag = await CreateAsync(Doc("other"));
        Assert.Equal(CommitStatus.Missing, (await CommitAsync(new DocumentWrite.Replace(Doc("a"), tag))).Status);
        Assert.Equal(CommitStatus.Missing, (await CommitAsync(new DocumentWrite.Delete("a"))).Status);
        Assert.Equal(CommitStatus.Missing, (await CommitAsync(new DocumentWrite.Delete("a", tag))).Status);
    }

    [Fact]
    public async Task An_upsert_creates_and_replaces()
    {
        Assert.True((await CommitAsync(new DocumentWrite.Upsert(Doc("a", 1)))).IsCommitted);
        var second = await CommitAsync(new DocumentWrite.Upsert(Doc("a", 2)));
        var read = await ReadAsync("a");
        Assert.Equal(2, Version(read));
        Assert.Equal(second.ETags[0], read!.ETag);
    }

    [Fact]
    public async Task A_delete_honours_its_tag()
    {
        var first = await CreateAsync(Doc("a", 1));
        var second = await CommitAsync(new DocumentWrite.Replace(Doc("a", 2), first));
        Assert.Equal(CommitStatus.Stale, (await CommitAsync(new DocumentWrite.Delete("a", first))).Status);

        var deleted = await CommitAsync(new DocumentWrite.Delete("a", second.ETags[0]));

        Assert.True(deleted.IsCommitted);
        Assert.Equal([null], deleted.ETags);
        Assert.Null(await ReadAsync("a"));
    }

    [Fact]
    public async Task A_deleted_id_can_be_created_again()
    {
        await CreateAsync(Doc("a", 1));
        Assert.True((await CommitAsync(new DocumentWrite.Delete("a"))).IsCommitted);
        await CreateAsync(Doc("a", 2));
        Assert.Equal(2, Version(await ReadAsync("a")));
    }

    [Fact]
    public async Task An_old_tag_does_not_match_a_document_created_anew()
    {
        var tag = await CreateAsync(Doc("a", 1));
        await CommitAsync(new DocumentWrite.Delete("a"));
        await CreateAsync(Doc("a", 2));
        Assert.Equal(CommitStatus.Stale, (await CommitAsync(new DocumentWrite.Replace(Doc("a", 3), tag))).Status);
    }
}
