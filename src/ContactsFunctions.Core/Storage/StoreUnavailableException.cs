namespace ContactsFunctions.Core.Storage;

/// <summary>The store is throttled, away or too slow: nothing is known to be wrong with the request. HTTP answers 503, jobs try again later.</summary>
public sealed class StoreUnavailableException(string message, TimeSpan retryAfter, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>When a retry is worth it.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
