using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite;
using ContactsFunctions.Sqlite.Queue;
using ContactsFunctions.Storage.Tests.Sqlite;

namespace ContactsFunctions.Storage.Tests.Queue;

/// <summary>A queue under one process.</summary>
public sealed class SqliteQueueTests : SqliteFileTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly SqliteQueues queues;
    private readonly SqliteQueue queue;

    public SqliteQueueTests()
    {
        queues = new SqliteQueues(OpenDatabase());
        queue = queues.Named("work");
    }

    [Fact]
    public async Task A_message_arrives_as_it_was_sent_and_only_in_its_queue()
    {
        await SendAsync("äöü \U0001F600 \"'; DROP TABLE message");
        Assert.Empty(await queues.Named("other").ReceiveAsync(32, Lease, Cancel));
        var message = await ReceiveAsync();
        Assert.Equal(("äöü \U0001F600 \"'; DROP TABLE message", 1), (message.Text, message.DequeueCount));
    }

    [Fact]
    public async Task A_received_message_is_invisible_until_its_lease_is_over()
    {
        await SendAsync("a");
        await ReceiveAsync();

        Clock.Advance(Lease - Tick);
        await AssertEmptyAsync();
        Clock.Advance(Tick);

        Assert.Equal(2, (await ReceiveAsync()).DequeueCount);
    }

    [Fact]
    public async Task A_delayed_message_is_invisible_until_its_delay_is_over()
    {
        await queue.SendAsync("a", TimeSpan.FromMinutes(1), Cancel);

        Clock.Advance(TimeSpan.FromMinutes(1) - Tick);
        await AssertEmptyAsync();
        Clock.Advance(Tick);

        await ReceiveAsync();
    }

    [Fact]
    public async Task A_renewed_lease_lasts_from_the_renewal()
    {
        await SendAsync("a");
        var message = await ReceiveAsync();
        Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.NotNull(await queue.RenewAsync(message, Lease));

        Clock.Advance(Lease - Tick);
        await AssertEmptyAsync();
        Clock.Advance(Tick);

        Assert.Equal(2, (await ReceiveAsync()).DequeueCount);
    }

    [Fact]
    public async Task A_deleted_message_never_comes_back()
    {
        await SendAsync("a");
        var message = await ReceiveAsync();
        Assert.True(await queue.DeleteAsync(message));
        Assert.False(await queue.DeleteAsync(message));
        Clock.Advance(TimeSpan.FromDays(30));
        await AssertEmptyAsync();
    }

    [Fact]
    public async Task A_released_message_is_visible_after_the_delay_and_counts_on()
    {
        await SendAsync("a");
        Assert.True(await queue.ReleaseAsync(await ReceiveAsync(), TimeSpan.FromSeconds(5)));
        await AssertEmptyAsync();
        Clock.Advance(TimeSpan.FromSeconds(5));
        var second = await ReceiveAsync();
        Assert.True(await queue.ReleaseAsync(second, TimeSpan.Zero));
        Assert.Equal((2, 3), (second.DequeueCount, (await ReceiveAsync()).DequeueCount));
    }

    [Theory]
    [InlineData("received again")]
    [InlineData("renewed")]
    [InlineData("released")]
    [InlineData("poisoned")]
    [InlineData("deleted")]
    public async Task An_old_receipt_does_nothing_and_says_so(string since)
    {
        await SendAsync("a");
        var old = await ReceiveAsync();
        switch (since)
        {
            case "received again":
                Clock.Advance(Lease);
                await ReceiveAsync();
                break;
            case "renewed":
                await queue.RenewAsync(old, Lease);
                break;
            case "released":
                await queue.ReleaseAsync(old, Lease);
                break;
            case "poisoned":
                await queue.PoisonAsync(old);
                break;
            default:
                await queue.DeleteAsync(old);
                break;
        }

        var before = Number("SELECT COALESCE(SUM(visible_at + dequeue_count), -1) + COUNT(*) FROM message");
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await queue.RenewAsync(old, Lease));
        Assert.False(await queue.ReleaseAsync(old, TimeSpan.Zero));
        Assert.False(await queue.PoisonAsync(old));
        Assert.False(await queue.DeleteAsync(old));
        Assert.Equal(before, Number("SELECT COALESCE(SUM(visible_at + dequeue_count), -1) + COUNT(*) FROM message"));
    }

    [Fact]
    public async Task A_poisoned_message_is_in_the_poison_queue_only_and_starts_to_count_anew()
    {
        await SendAsync("a");
        Assert.True(await queue.PoisonAsync(await ReceiveAsync()));

        var poisoned = Assert.Single(await queues.Named("work-poison").ReceiveAsync(32, Lease, Cancel));
        Assert.Equal(("a", 1), (poisoned.Text, poisoned.DequeueCount));
        Clock.Advance(TimeSpan.FromDays(1));
        await AssertEmptyAsync();
    }

    [Fact]
    public async Task Messages_are_received_up_to_the_number_asked_for_those_that_waited_longest_first()
    {
        foreach (var text in (string[])["a", "b", "c"])
        {
            await SendAsync(text);
            Clock.Advance(Tick);
        }

        Assert.Equal(["a", "b"], (await queue.ReceiveAsync(2, Lease, Cancel)).Select(m => m.Text).Order());
        Assert.Equal(["c"], (await queue.ReceiveAsync(2, Lease, Cancel)).Select(m => m.Text));
    }

    [Fact]
    public async Task What_becomes_visible_at_once_is_signalled_and_what_is_delayed_is_not()
    {
        var arrival = queue.Arrival;
        await queue.SendAsync("later", TimeSpan.FromSeconds(1), Cancel);
        Assert.False(arrival.IsCompleted);
        await SendAsync("now");
        Assert.True(arrival.IsCompleted);

        arrival = queue.Arrival;
        var poison = queues.Named("work-poison").Arrival;
        var message = await ReceiveAsync();
        Assert.False(arrival.IsCompleted);
        await queue.ReleaseAsync(message, TimeSpan.Zero);
        Assert.True(arrival.IsCompleted);
        await queue.PoisonAsync(await ReceiveAsync());
        Assert.True(poison.IsCompleted);
    }

    [Fact]
    public async Task Jobs_are_sent_to_the_queue_of_jobs()
    {
        var jobs = new SqliteJobQueue(queues);
        await jobs.PingAsync(Cancel);
        await jobs.SendAsync(new JobMessage("t", "j", 7), TimeSpan.FromMinutes(1), Cancel);

        Assert.Empty(await queues.Named(IJobQueue.Name).ReceiveAsync(1, Lease, Cancel));
        Clock.Advance(TimeSpan.FromMinutes(1));
        var message = Assert.Single(await queues.Named(IJobQueue.Name).ReceiveAsync(1, Lease, Cancel));
        Assert.Equal(new JobMessage("t", "j", 7), JobMessage.Read(message.Text));
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_unavailable()
    {
        var away = new SqliteQueues(OpenDatabase(Options with { Path = Path.Combine(Options.Path, "no", "such.db") }));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await new SqliteJobQueue(away).PingAsync(Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await new SqliteJobQueue(away).SendAsync(new JobMessage("t", "j", 0), TimeSpan.Zero, Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await away.Named("work").ReceiveAsync(1, Lease, Cancel));
    }

    private ValueTask SendAsync(string text) => queue.SendAsync(text, TimeSpan.Zero, Cancel);

    private async Task<QueueMessage> ReceiveAsync() => Assert.Single(await queue.ReceiveAsync(1, Lease, Cancel));

    private async Task AssertEmptyAsync() => Assert.Empty(await queue.ReceiveAsync(32, Lease, Cancel));
}
