using Azure;
using Azure.Identity;
using Azure.Storage.Queues;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Worker;

/// <summary>Sends the messages of jobs to Azure Storage Queues.</summary>
/// <param name="client">Made with <see cref="Options"/>.</param>
/// <param name="mayCreate">Whether the first use makes the queue, as on an emulator; elsewhere it is bicep's.</param>
internal sealed class StorageJobQueue(QueueClient client, bool mayCreate) : IJobQueue
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>A message outlives its job whatever happens.</summary>
    private static readonly TimeSpan NoExpiry = TimeSpan.FromSeconds(-1);

    private volatile bool isMade = !mayCreate;

    /// <summary>Base64, as the queue trigger expects. A queue that is away is known to be so after less than 20 s: a request may be waiting for its message.</summary>
    public static QueueClientOptions Options => new()
    {
        MessageEncoding = QueueMessageEncoding.Base64,
        Retry = { MaxRetries = 2, NetworkTimeout = TimeSpan.FromSeconds(5) },
    };

    /// <inheritdoc/>
    public ValueTask SendAsync(JobMessage message, TimeSpan delay, CancellationToken cancel) =>
        RunAsync(() => client.SendMessageAsync(message.Write(), delay, NoExpiry, cancel), cancel);

    /// <inheritdoc/>
    public ValueTask PingAsync(CancellationToken cancel) => RunAsync(() => client.GetPropertiesAsync(cancel), cancel);

    private async ValueTask RunAsync(Func<Task> call, CancellationToken cancel)
    {
        try
        {
            if (!isMade)
            {
                await client.CreateIfNotExistsAsync(cancellationToken: cancel);
                isMade = true;
            }

            await call();
        }
        catch (Exception error) when (IsUnavailable(error, cancel))
        {
            throw new StoreUnavailableException($"Azure Storage Queues: {error.GetType().Name}", RetryAfter, error);
        }
    }

    /// <summary>No connection is status 0; tries that all failed are one <see cref="AggregateException"/>; a time-out is a cancellation that the caller has not asked for.</summary>
    private static bool IsUnavailable(Exception error, CancellationToken caller) => error switch
    {
        RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
        AggregateException several => several.InnerExceptions.All(e => IsUnavailable(e, caller)),
        OperationCanceledException => !caller.IsCancellationRequested,
        AuthenticationFailedException or HttpRequestException => true,
        _ => false,
    };
}
