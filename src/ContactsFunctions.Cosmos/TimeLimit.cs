namespace ContactsFunctions.Cosmos;

/// <summary>Cancels what runs under <see cref="Token"/> after a time, or when the caller cancels.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource either;
    private readonly TimeProvider time;
    private readonly long started;

    public TimeLimit(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        this.time = time;
        Caller = caller;
        started = time.GetTimestamp();
        timer = new CancellationTokenSource(limit, time);
        either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, caller);
    }

    public CancellationToken Token => either.Token;

    public CancellationToken Caller { get; }

    /// <summary>Whether the time is used up.</summary>
    public bool IsOver => timer.IsCancellationRequested;

    public TimeSpan Elapsed => time.GetElapsedTime(started);

    /// <summary>Runs a call of the SDK; the wait ends with the token even where the SDK's own does not.</summary>
    public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call) => call(Token).WaitAsync(Token);

    public void Dispose()
    {
        either.Dispose();
        timer.Dispose();
    }
}
