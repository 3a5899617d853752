using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite.Database;

namespace ContactsFunctions.Storage.Tests.Sqlite;

/// <summary>What the machine or another process does to the file.</summary>
public sealed class UnavailableTests : SqliteFileTests
{
    [Fact]
    public async Task A_file_that_cannot_be_opened_is_unavailable_until_it_can()
    {
        var folder = Path.Combine(Path.GetDirectoryName(Options.Path)!, "later");
        var store = Open(Options with { Path = Path.Combine(folder, "contacts.db") });
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.PingAsync(Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CreateAsync(store, Person("a", "OSLO")));

        Directory.CreateDirectory(folder);

        await store.PingAsync(Cancel);
        Assert.True((await CreateAsync(store, Person("a", "OSLO"))).IsCommitted);
    }

    [Fact]
    public async Task A_write_that_waits_too_long_for_another_process_is_unavailable_and_reads_go_on()
    {
        var store = Open(Options with { BusyTimeout = TimeSpan.FromMilliseconds(20) });
        await CreateAsync(store, Person("a", "OSLO"));
        using (var other = new SqliteConnection(Options, 1_000, null))
        {
            other.Execute("BEGIN IMMEDIATE");
            await Assert.ThrowsAsync<StoreUnavailableException>(() => CreateAsync(store, Person("b", "OSLO")));
            await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.IncrementAsync(Team, "count:x", 1, null, Cancel));
            Assert.NotNull(await store.ReadAsync(Team, "a", Cancel));
            other.Execute("ROLLBACK");
        }

        Assert.True((await CreateAsync(store, Person("b", "OSLO"))).IsCommitted);
        Assert.Equal("a b", await InCityAsync(store, "OSLO"));
    }

    [Fact]
    public async Task A_file_of_a_newer_program_is_refused()
    {
        var store = Open();
        await store.PingAsync(Cancel);
        await store.DisposeAsync();
        Number("PRAGMA user_version=99");
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Open().PingAsync(Cancel));
    }
}
