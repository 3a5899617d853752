using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite.Queue;

namespace ContactsFunctions.LocalHost.Queues;

/// <summary>A received message whose lease is renewed until it is disposed. Ends the message only once renewing has stopped, so that the receipt is the last one.</summary>
internal sealed class LeasedMessage : IAsyncDisposable
{
    /// <summary>How long a message stays with a process that was killed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly SqliteQueue queue;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource ended = new();
    private readonly CancellationTokenSource lost = new();
    private readonly Task renewing;
    private QueueMessage message;

    /// <summary>Begins to renew.</summary>
    public LeasedMessage(SqliteQueue queue, QueueMessage message, TimeProvider time)
    {
        (this.queue, this.message, this.time) = (queue, message, time);
        renewing = RenewAsync();
    }

    /// <summary>Fires when somebody else has the message: what is done with it here no longer counts.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Deletes it; false when somebody else has it.</summary>
    public async Task<bool> DeleteAsync() => await queue.DeleteAsync(await LastAsync());

    /// <summary>Gives it back, visible after <paramref name="delay"/>; false when somebody else has it.</summary>
    public async Task<bool> ReleaseAsync(TimeSpan delay) => await queue.ReleaseAsync(await LastAsync(), delay);

    /// <summary>Moves it to the poison queue; false when somebody else has it.</summary>
    public async Task<bool> PoisonAsync() => await queue.PoisonAsync(await LastAsync());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await LastAsync();
        ended.Dispose();
        lost.Dispose();
    }

    private async ValueTask<QueueMessage> LastAsync()
    {
        await ended.CancelAsync();
        await renewing;
        return message;
    }

    private async Task RenewAsync()
    {
        var interval = RenewalInterval;
        while (await WaitAsync(interval))
        {
            try
            {
                if (await queue.RenewAsync(message, Lease) is not { } renewed)
                {
                    await lost.CancelAsync();
                    return;
                }

                (message, interval) = (renewed, RenewalInterval);
            }
            catch (StoreUnavailableException)
            {
                interval = RetryInterval;
            }
        }
    }

    private async Task<bool> WaitAsync(TimeSpan interval)
    {
        await Task.Delay(interval, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !ended.IsCancellationRequested;
    }
}
