using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite.Queue;
using Microsoft.Extensions.Logging;

namespace ContactsFunctions.LocalHost.Queues;

/// <summary>
/// Runs a function on a message and ends the message: deleted on success, else visible again after
/// <see cref="QueueSettings.VisibilityTimeout"/>, and in the poison queue after <see cref="QueueSettings.MaxDequeueCount"/> tries. A poison
/// queue has none of its own: as on the Functions host its message stays leased when the function fails, and is no longer run after so many tries.
/// </summary>
internal sealed class MessageRun(QueueTarget target, SqliteQueue queue, QueueSettings settings, TimeProvider time, ILogger log)
{
    private readonly bool isPoison = queue.Name.EndsWith(SqliteQueues.PoisonSuffix, StringComparison.Ordinal);

    /// <summary>Throws nothing. When the queue is away at the end, the message comes back when its lease is over.</summary>
    public async Task RunAsync(QueueMessage received, CancellationToken stopping)
    {
        try
        {
            await using var message = new LeasedMessage(queue, received, time);
            if (received.DequeueCount > settings.MaxDequeueCount)
            {
                await GiveUpAsync(message);
                return;
            }

            var (succeeded, stopped) = await RunFunctionAsync(received, message.Lost, stopping);
            await (succeeded ? message.DeleteAsync()
                : stopped ? message.ReleaseAsync(TimeSpan.Zero)
                : isPoison ? Task.FromResult(false)
                : received.DequeueCount >= settings.MaxDequeueCount ? GiveUpAsync(message)
                : message.ReleaseAsync(settings.VisibilityTimeout));
        }
        catch (Exception exception) when (exception is StoreUnavailableException or ObjectDisposedException)
        {
        }
        catch (Exception exception)
        {
            Log(exception);
        }
    }

    private async Task<(bool Succeeded, bool Stopped)> RunFunctionAsync(QueueMessage received, CancellationToken lost, CancellationToken stopping)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(lost, stopping);
        try
        {
            cancel.Token.ThrowIfCancellationRequested();
            await target.RunAsync(received.Text, cancel.Token);
            return (true, false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return (false, true);
        }
        catch (Exception exception)
        {
            Log(exception);
            return (false, false);
        }
    }

    private Task<bool> GiveUpAsync(LeasedMessage message)
    {
        log.LogWarning("The function {Function} has failed {Count} times on a message of {Queue}: it is not tried again", target.Name, settings.MaxDequeueCount, queue.Name);
        return isPoison ? message.DeleteAsync() : message.PoisonAsync();
    }

    // Not the exception's message: it may hold what the queue's message held.
    private void Log(Exception exception) =>
        log.LogError("The function {Function} threw {Exception}\n{StackTrace}", target.Name, exception.GetType(), exception.StackTrace);
}
