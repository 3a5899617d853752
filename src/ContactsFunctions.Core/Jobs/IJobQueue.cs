namespace ContactsFunctions.Core.Jobs;

/// <summary>Sends the messages that make jobs run. Delivery is at least once, in any order; a message whose handling fails comes back, and after five tries goes to the poison queue.</summary>
public interface IJobQueue
{
    /// <summary>The queue of jobs.</summary>
    const string Name = "contact-jobs";

    /// <summary>Where messages go that failed too often.</summary>
    const string PoisonName = "contact-jobs-poison";

    /// <summary>Sends a message that becomes visible after <paramref name="delay"/>.</summary>
    /// <exception cref="Storage.StoreUnavailableException">The queue does not answer.</exception>
    ValueTask SendAsync(JobMessage message, TimeSpan delay, CancellationToken cancel);

    /// <summary>Answers when the queue does.</summary>
    /// <exception cref="Storage.StoreUnavailableException">The queue does not answer.</exception>
    ValueTask PingAsync(CancellationToken cancel);
}
