using ContactsFunctions.Core.Jobs;

namespace ContactsFunctions.Sqlite.Queue;

/// <summary>Sends the messages of jobs to the data file's queue <see cref="IJobQueue.Name"/>.</summary>
public sealed class SqliteJobQueue(SqliteQueues queues) : IJobQueue
{
    private readonly SqliteQueue queue = queues.Named(IJobQueue.Name);

    /// <inheritdoc/>
    public ValueTask SendAsync(JobMessage message, TimeSpan delay, CancellationToken cancel) => queue.SendAsync(message.Write(), delay, cancel);

    /// <inheritdoc/>
    public ValueTask PingAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        queues.Database.Ping();
        return default;
    }
}
