using System.Collections.Concurrent;
using ContactsFunctions.Sqlite;
using ContactsFunctions.Sqlite.Database;
using ContactsFunctions.Sqlite.Queue;
using ContactsFunctions.Storage.Tests.Sqlite;

namespace ContactsFunctions.Storage.Tests.Queue;

/// <summary>One queue under two processes' connections, and beside documents.</summary>
public sealed class SharedQueueTests : SqliteFileTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Of_many_receivers_over_two_files_opened_no_two_hold_one_message()
    {
        SqliteQueue[] queues = [OpenQueue(), OpenQueue()];
        const int Messages = 300;
        await Task.WhenAll(Enumerable.Range(0, Messages).Select(i => queues[i % 2].SendAsync(i.ToString("D3", null), TimeSpan.Zero, Cancel).AsTask()));

        // The clock stands: no lease ends, so a message that is received twice was held twice.
        ConcurrentBag<string> received = [];
        await Task.WhenAll(Enumerable.Range(0, 12).Select(worker => Task.Run(async () =>
        {
            while (await queues[worker % 2].ReceiveAsync(1 + worker % 3, Lease, Cancel) is { Count: > 0 } messages)
            {
                foreach (var message in messages)
                {
                    received.Add(message.Text);
                    Assert.NotNull(await queues[(worker + 1) % 2].RenewAsync(message, Lease));
                }
            }
        }, Cancel)));

        Assert.Equal(Enumerable.Range(0, Messages).Select(i => i.ToString("D3", null)), received.Order());
    }

    [Fact]
    public async Task A_receiver_that_lost_its_lease_to_another_process_cannot_end_the_message()
    {
        var (one, other) = (OpenQueue(), OpenQueue());
        await one.SendAsync("a", TimeSpan.Zero, Cancel);
        var slow = Assert.Single(await one.ReceiveAsync(1, Lease, Cancel));
        Clock.Advance(Lease);
        var quick = Assert.Single(await other.ReceiveAsync(1, Lease, Cancel));

        Assert.Null(await one.RenewAsync(slow, Lease));
        Assert.False(await one.DeleteAsync(slow));
        Assert.True(await other.DeleteAsync(quick));
    }

    [Fact]
    public async Task Messages_and_leases_outlive_the_process()
    {
        var database = OpenDatabase();
        var before = new SqliteQueues(database).Named("work");
        await before.SendAsync("leased", TimeSpan.Zero, Cancel);
        Assert.Single(await before.ReceiveAsync(1, Lease, Cancel));
        await before.SendAsync("waits", TimeSpan.Zero, Cancel);
        await database.DisposeAsync();

        var after = OpenQueue();

        Assert.Equal(["waits"], (await after.ReceiveAsync(32, Lease, Cancel)).Select(m => m.Text));
        Clock.Advance(Lease);
        Assert.Equal([("leased", 2), ("waits", 2)], (await after.ReceiveAsync(32, Lease, Cancel)).Select(m => (m.Text, m.DequeueCount)).Order());
    }

    [Fact]
    public async Task Documents_and_messages_share_one_opened_file()
    {
        var database = OpenDatabase();
        var store = new SqliteDocumentStore(database);
        var queue = new SqliteQueues(database).Named("work");
        await CreateAsync(store, Person("a", "OSLO"));
        await queue.SendAsync("a", TimeSpan.Zero, Cancel);

        await store.DisposeAsync();

        Assert.Single(await queue.ReceiveAsync(1, Lease, Cancel));
        Assert.Equal("a", await InCityAsync(Open(), "OSLO"));
    }

    [Fact]
    public async Task Looking_into_an_empty_queue_waits_for_no_writer()
    {
        var queue = new SqliteQueues(OpenDatabase(Options with { BusyTimeout = TimeSpan.FromMilliseconds(20) })).Named("work");
        await queue.SendAsync("later", Lease, Cancel);
        using var other = new SqliteConnection(Options, 1_000, null);
        other.Execute("BEGIN IMMEDIATE");

        Assert.Empty(await queue.ReceiveAsync(1, Lease, Cancel));

        other.Execute("ROLLBACK");
    }

    [Fact]
    public async Task A_file_from_before_there_were_queues_gets_them_and_keeps_its_documents()
    {
        var store = Open();
        await CreateAsync(store, Person("a", "OSLO"));
        await store.DisposeAsync();
        using (var connection = new SqliteConnection(Options, 1_000, null))
        {
            connection.Execute("DROP TABLE message; PRAGMA user_version=1");
        }

        var queue = OpenQueue();
        await queue.SendAsync("a", TimeSpan.Zero, Cancel);

        Assert.Single(await queue.ReceiveAsync(1, Lease, Cancel));
        Assert.Equal("a", await InCityAsync(Open(), "OSLO"));
    }

    private SqliteQueue OpenQueue() => new SqliteQueues(OpenDatabase()).Named("work");
}
