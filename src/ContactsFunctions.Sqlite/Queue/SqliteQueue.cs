namespace ContactsFunctions.Sqlite.Queue;

/// <summary>
/// One queue of a data file, with the meaning of Azure Storage Queues
/// (https://learn.microsoft.com/rest/api/storageservices/queue-service-rest-api): a received message is invisible until its lease ends, and
/// only the last receipt renews, releases or deletes it. Messages come in no promised order, at least once, and are kept until deleted.
/// Several processes may share the queue. All members throw <see cref="Core.Storage.StoreUnavailableException"/> when the file does not answer.
/// </summary>
public sealed class SqliteQueue
{
    private readonly SqliteQueues all;
    private TaskCompletionSource arrival = NewArrival();

    internal SqliteQueue(SqliteQueues all, string name) => (this.all, Name) = (all, name);

    /// <summary>The queue's name.</summary>
    public string Name { get; }

    /// <summary>
    /// Completes when this process makes a message visible here from now on; what other processes do, and delays and leases that end, must be
    /// looked for. Take it before looking.
    /// </summary>
    public Task Arrival => Volatile.Read(ref arrival).Task;

    private SqliteFile File => all.Database.File;

    /// <summary>Sends a message that becomes visible after <paramref name="delay"/>. Once handed to the writer it is no longer cancelled.</summary>
    public async ValueTask SendAsync(string text, TimeSpan delay, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await File.WriteAsync(writer =>
        {
            writer.Messages.Insert(Name, text, After(writer.Now, delay));
            return 0;
        });
        NoteVisible(delay);
    }

    /// <summary>Receives up to <paramref name="count"/> visible messages; until <paramref name="lease"/> is over nobody else does. Once handed to the writer it is no longer cancelled.</summary>
    public async ValueTask<IReadOnlyList<QueueMessage>> ReceiveAsync(int count, TimeSpan lease, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        cancel.ThrowIfCancellationRequested();

        // Most looks find nothing: they must not wait for the writers of other processes, or make these wait.
        var now = all.Database.Options.Time.GetUtcNow().ToUnixTimeMilliseconds();
        return File.Readers.Use((Name, now), static (reader, s) => MessageTable.HasVisible(reader.Connection, s.Name, s.now))
            ? await File.WriteAsync(writer => writer.Messages.Receive(Name, count, writer.Now, After(writer.Now, lease)))
            : [];
    }

    /// <summary>Extends the lease to <paramref name="lease"/> from now. Returns the message with its new receipt, or null when it is no longer the caller's.</summary>
    public async ValueTask<QueueMessage?> RenewAsync(QueueMessage message, TimeSpan lease) =>
        await File.WriteAsync(writer => writer.Messages.Update(message, After(writer.Now, lease))) is { } receipt ? message with { PopReceipt = receipt } : null;

    /// <summary>Gives the message back, visible after <paramref name="delay"/>. False when it is no longer the caller's.</summary>
    public async ValueTask<bool> ReleaseAsync(QueueMessage message, TimeSpan delay)
    {
        var isReleased = await File.WriteAsync(writer => writer.Messages.Update(message, After(writer.Now, delay))) is not null;
        NoteVisible(delay);
        return isReleased;
    }

    /// <summary>Deletes the message. False when it is no longer the caller's.</summary>
    public async ValueTask<bool> DeleteAsync(QueueMessage message) => await File.WriteAsync(writer => writer.Messages.Delete(message));

    /// <summary>Moves the message to the queue <c>{name}-poison</c>, visible at once and received by nobody yet. False when it is no longer the caller's.</summary>
    public async ValueTask<bool> PoisonAsync(QueueMessage message)
    {
        var poison = all.Named(Name + SqliteQueues.PoisonSuffix);
        var isMoved = await File.WriteAsync(writer => writer.Messages.Move(message, poison.Name, writer.Now));
        poison.NoteVisible(TimeSpan.Zero);
        return isMoved;
    }

    private void NoteVisible(TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Interlocked.Exchange(ref arrival, NewArrival()).SetResult();
        }
    }

    private static long After(long now, TimeSpan span) => now + (long)span.TotalMilliseconds;

    private static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
