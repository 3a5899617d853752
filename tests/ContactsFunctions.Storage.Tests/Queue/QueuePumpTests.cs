using System.Collections.Concurrent;
using ContactsFunctions.LocalHost.Queues;
using ContactsFunctions.LocalHost.Routing;
using ContactsFunctions.Sqlite;
using ContactsFunctions.Sqlite.Database;
using ContactsFunctions.Sqlite.Queue;
using ContactsFunctions.Storage.Tests.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactsFunctions.Storage.Tests.Queue;

/// <summary>LocalHost's pump on a real file and a clock that the test moves.</summary>
public sealed class QueuePumpTests : SqliteFileTests, IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private readonly StepClock clock = new();
    private readonly TestFunctions functions = new();
    private readonly Lifetime lifetime = new();
    private readonly Log log = new();
    private readonly SqliteQueues queues;
    private readonly QueuePump pump;
    private readonly SqliteQueue work;

    public QueuePumpTests()
    {
        queues = new SqliteQueues(OpenDatabase(Options with { Time = clock, BusyTimeout = TimeSpan.FromMilliseconds(20) }));
        work = queues.Named("work");
        var services = new ServiceCollection().AddSingleton(functions).BuildServiceProvider();
        var settings = new QueueSettings { BatchSize = 4, NewBatchThreshold = 2, MaxDequeueCount = 3, VisibilityTimeout = Retry };
        pump = new QueuePump(FunctionCatalog.Of(typeof(TestFunctions).Assembly), queues, settings, services, lifetime, clock, log);
    }

    public ValueTask InitializeAsync() => new(pump.StartAsync(Cancel));

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        lifetime.StopApplication();
        await pump.StopAsync(limit.Token);
        lifetime.Dispose();
        Dispose();
    }

    [Fact]
    public async Task Nothing_runs_before_the_server_listens()
    {
        await SendAsync("a");
        await Task.Yield();
        Assert.Empty(functions.Runs);
        lifetime.Start();
        await UntilAsync(() => functions.Runs.Count == 1);
    }

    [Fact]
    public async Task A_message_that_is_sent_here_runs_without_the_clock_and_is_deleted()
    {
        lifetime.Start();
        await UntilPollingAsync();
        await SendAsync("a");
        await UntilAsync(() => functions.Runs.Count == 1 && Messages("work") == 0);
        Assert.Equal(("Work", "a"), functions.Runs[0]);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task A_message_that_another_process_sends_runs_within_a_second()
    {
        lifetime.Start();
        await StepAsync(TimeSpan.FromSeconds(3));
        var other = new SqliteQueues(OpenDatabase(Options with { Time = clock })).Named("work");
        await other.SendAsync("a", TimeSpan.Zero, Cancel);
        await UntilPollingAsync();
        clock.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => functions.Runs.Count == 1);
    }

    [Fact]
    public async Task A_function_that_throws_is_tried_again_after_the_visibility_timeout_and_its_message_goes_to_the_poison_queue_after_the_last_try()
    {
        functions.OnWork = (message, _) => throw new InvalidOperationException("about " + message);
        lifetime.Start();
        await SendAsync("secret");

        await UntilAsync(() => log.Errors == 1 && Visible("work") == clock.GetUtcNow() + Retry);
        await StepAsync(Retry - TimeSpan.FromMilliseconds(1));
        Assert.Single(functions.Runs);
        await StepAsync(TimeSpan.FromSeconds(2));
        await UntilAsync(() => log.Errors == 2);
        await StepUntilAsync(() => functions.Runs.Count == 4);

        Assert.Equal([("Work", "secret"), ("Work", "secret"), ("Work", "secret"), ("Poisoned", "secret")], functions.Runs);
        await UntilAsync(() => Messages("work") + Messages("work-poison") == 0);
        Assert.Equal(3, log.Errors);
        Assert.All(log.Lines, line => Assert.DoesNotContain("secret", line, StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Contains("InvalidOperationException", StringComparison.Ordinal) && line.Contains(nameof(QueuePumpTests), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_killed_its_process_too_often_goes_to_the_poison_queue_untried()
    {
        await SendAsync("a");
        for (var kill = 0; kill < 3; kill++)
        {
            Assert.Single(await work.ReceiveAsync(1, Lease, Cancel));
            clock.Advance(Lease);
        }

        lifetime.Start();
        await UntilAsync(() => functions.Runs.Count == 1);
        Assert.Equal(("Poisoned", "a"), functions.Runs[0]);
    }

    [Fact]
    public async Task A_poison_function_that_throws_is_tried_again_when_the_lease_is_over_and_then_no_more()
    {
        functions.OnPoisoned = (_, _) => throw new InvalidOperationException();
        lifetime.Start();
        await queues.Named("work-poison").SendAsync("a", TimeSpan.Zero, Cancel);
        await UntilAsync(() => log.Errors == 1);
        await StepAsync(Lease - TimeSpan.FromSeconds(1));
        Assert.Single(functions.Runs);

        await StepUntilAsync(() => Messages("work-poison") == 0);

        Assert.Equal(3, functions.Runs.Count);
    }

    [Fact]
    public async Task A_message_leased_by_a_killed_process_runs_when_its_lease_ends_and_not_at_the_start()
    {
        await SendAsync("a");
        Assert.Single(await work.ReceiveAsync(1, Lease, Cancel));

        lifetime.Start();
        await StepAsync(Lease - TimeSpan.FromSeconds(1));
        Assert.Empty(functions.Runs);

        await StepAsync(TimeSpan.FromSeconds(2));
        await UntilAsync(() => functions.Runs.Count == 1);
    }

    [Fact]
    public async Task The_lease_of_a_running_function_is_renewed()
    {
        var done = new TaskCompletionSource();
        functions.OnWork = (_, _) => done.Task;
        lifetime.Start();
        await SendAsync("a");
        await UntilAsync(() => functions.Runs.Count == 1);

        for (var second = 0; second < 120; second++)
        {
            await StepAsync(TimeSpan.FromSeconds(1));
            await UntilAsync(() => Visible("work") >= clock.GetUtcNow() + Lease / 2);
        }

        done.SetResult();
        await UntilAsync(() => Messages("work") == 0);
        Assert.Single(functions.Runs);
    }

    [Fact]
    public async Task A_function_whose_message_another_process_has_taken_is_cancelled_and_leaves_it_alone()
    {
        var cancelled = new TaskCompletionSource();
        functions.OnWork = async (_, cancel) =>
        {
            await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancelled.SetResult();
            cancel.ThrowIfCancellationRequested();
        };
        lifetime.Start();
        await SendAsync("a");
        await UntilAsync(() => functions.Runs.Count == 1);

        // The process stood still for a minute: the clock jumps over the renewals.
        using (var connection = new SqliteConnection(Options, 1_000, null))
        {
            connection.Execute($"UPDATE message SET receipt = 'other', visible_at = {(clock.GetUtcNow() + TimeSpan.FromHours(1)).ToUnixTimeMilliseconds()}");
        }

        await StepAsync(TimeSpan.FromSeconds(10));

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        await StopAsync();
        Assert.Equal(1, Number("SELECT COUNT(*) FROM message WHERE receipt = 'other'"));
    }

    [Fact]
    public async Task Another_batch_is_taken_when_no_more_than_the_threshold_run()
    {
        using var gate = new SemaphoreSlim(0);
        functions.OnWork = (_, _) => gate.WaitAsync(Cancel);
        for (var i = 0; i < 20; i++)
        {
            await SendAsync(i.ToString("D2", null));
        }

        lifetime.Start();
        await UntilAsync(() => functions.Runs.Count == 4);
        gate.Release(1);
        await UntilAsync(() => Messages("work") == 19);
        Assert.Equal(4, functions.Runs.Count);
        gate.Release(1);
        await UntilAsync(() => functions.Runs.Count == 8);
        gate.Release(3);
        await UntilAsync(() => Messages("work") == 15);
        Assert.Equal(8, functions.Runs.Count);

        gate.Release(15);
        await UntilAsync(() => Messages("work") == 0);
        Assert.Equal(20, functions.Runs.Distinct().Count());
    }

    [Fact]
    public async Task A_stop_cancels_what_runs_releases_its_message_at_once_and_takes_no_more()
    {
        functions.OnWork = (_, cancel) => Task.Delay(Timeout.Infinite, cancel);
        lifetime.Start();
        await SendAsync("a");
        await UntilAsync(() => functions.Runs.Count == 1);

        await StopAsync();

        Assert.Equal(clock.GetUtcNow(), Visible("work"));
        await SendAsync("b");
        Assert.Single(functions.Runs);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task A_stop_waits_for_a_function_that_ends_and_only_so_long_for_one_that_does_not()
    {
        var done = new TaskCompletionSource();
        functions.OnWork = (_, _) => done.Task;
        lifetime.Start();
        await SendAsync("a");
        await UntilAsync(() => functions.Runs.Count == 1);
        lifetime.StopApplication();
        using var drained = new CancellationTokenSource();
        var stop = pump.StopAsync(drained.Token);

        Assert.False(stop.IsCompleted);
        await drained.CancelAsync();
        await stop.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        Assert.Equal(clock.GetUtcNow() + Lease, Visible("work"));

        stop = pump.StopAsync(Cancel);
        done.SetResult();
        await stop;
        Assert.Equal(0, Messages("work"));
    }

    [Fact]
    public async Task A_queue_that_is_away_is_asked_again_later()
    {
        await SendAsync("a");
        using (var other = new SqliteConnection(Options, 1_000, null))
        {
            other.Execute("BEGIN IMMEDIATE");
            lifetime.Start();
            await UntilAsync(() => clock.Waiting(TimeSpan.FromSeconds(1)) > clock.Waiting(TimeSpan.FromMilliseconds(900)));
            Assert.Empty(functions.Runs);
            other.Execute("ROLLBACK");
        }

        clock.Advance(TimeSpan.FromSeconds(1));

        await UntilAsync(() => functions.Runs.Count == 1);
        Assert.Empty(log.Lines);
    }

    private ValueTask SendAsync(string text) => work.SendAsync(text, TimeSpan.Zero, Cancel);

    private Task StopAsync()
    {
        lifetime.StopApplication();
        return pump.StopAsync(CancellationToken.None);
    }

    private long Messages(string queue) => Number($"SELECT COUNT(*) FROM message WHERE queue = '{queue}'");

    private DateTimeOffset Visible(string queue) => DateTimeOffset.FromUnixTimeMilliseconds(Number($"SELECT MIN(visible_at) FROM message WHERE queue = '{queue}'"));

    /// <summary>Both listeners have looked and wait for their next look.</summary>
    private Task UntilPollingAsync() => UntilAsync(() => clock.Waiting(TimeSpan.FromSeconds(1)) >= 2);

    /// <summary>Lets <paramref name="span"/> pass in steps, each listener looking after every one.</summary>
    private async Task StepAsync(TimeSpan span)
    {
        var end = clock.GetUtcNow() + span;
        while (clock.GetUtcNow() < end)
        {
            await UntilPollingAsync();
            var left = end - clock.GetUtcNow();
            clock.Advance(left < TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1));
        }

        await UntilPollingAsync();
    }

    private async Task StepUntilAsync(Func<bool> isSo)
    {
        for (var i = 0; i < 200 && !isSo(); i++)
        {
            await StepAsync(TimeSpan.FromSeconds(1));
        }

        await UntilAsync(isSo);
    }

    /// <summary>Waits in real time for what other threads do; fails after 20 s.</summary>
    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!isSo())
        {
            Assert.False(limit.IsCancellationRequested, "It did not happen within 20 s.");
            await Task.Delay(1, Cancel);
        }
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource started = new();
        private readonly CancellationTokenSource stopping = new();

        public CancellationToken ApplicationStarted => started.Token;

        public CancellationToken ApplicationStopping => stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void Start() => started.Cancel();

        public void StopApplication() => stopping.Cancel();

        public void Dispose()
        {
            started.Dispose();
            stopping.Dispose();
        }
    }

    private sealed class Log : ILogger<QueuePump>
    {
        private readonly ConcurrentQueue<(LogLevel Level, string Text)> lines = new();

        public IEnumerable<string> Lines => lines.Select(l => l.Text);

        public int Errors => lines.Count(l => l.Level == LogLevel.Error);

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((logLevel, formatter(state, exception) + exception));
    }
}
