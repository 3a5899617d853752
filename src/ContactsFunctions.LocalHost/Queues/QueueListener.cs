using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite.Queue;
using Microsoft.Extensions.Logging;

namespace ContactsFunctions.LocalHost.Queues;

/// <summary>Receives the messages of one function's queue and runs the function, as the Functions host does with its queue trigger.</summary>
internal sealed class QueueListener(QueueTarget target, SqliteQueue queue, QueueSettings settings, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(1);

    private readonly MessageRun run = new(target, queue, settings, time, log);
    private readonly List<Task> running = [];

    /// <summary>Receives until <paramref name="stopping"/> fires, which the running functions see too; ends when the last of these has.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var poll = ShortestPoll;
        while (!stopping.IsCancellationRequested)
        {
            var arrival = queue.Arrival;
            try
            {
                if (await ReceiveAsync(stopping))
                {
                    poll = ShortestPoll;
                    await WaitForRoomAsync(stopping);
                    continue;
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (StoreUnavailableException)
            {
                poll = LongestPoll;
            }
            catch (Exception exception)
            {
                poll = LongestPoll;
                log.LogError("Receiving for the function {Function} threw {Exception}\n{StackTrace}", target.Name, exception.GetType(), exception.StackTrace);
            }

            await WaitAsync(arrival, poll, stopping);
            poll = poll * 2 < LongestPoll ? poll * 2 : LongestPoll;
        }

        await Task.WhenAll(running);
    }

    /// <summary>Starts the function for a batch of messages; false when there are none.</summary>
    private async Task<bool> ReceiveAsync(CancellationToken stopping)
    {
        var messages = await queue.ReceiveAsync(settings.BatchSize, LeasedMessage.Lease, stopping);
        running.AddRange(messages.Select(message => Task.Run(() => run.RunAsync(message, stopping), CancellationToken.None)));
        return messages.Count > 0;
    }

    private async Task WaitForRoomAsync(CancellationToken stopping)
    {
        running.RemoveAll(t => t.IsCompleted);
        while (running.Count > settings.NewBatchThreshold && !stopping.IsCancellationRequested)
        {
            await Task.WhenAny(running);
            running.RemoveAll(t => t.IsCompleted);
        }
    }

    private async Task WaitAsync(Task arrival, TimeSpan atMost, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(arrival, Task.Delay(atMost, time, over.Token));
        await over.CancelAsync();
    }
}
