namespace ContactsFunctions.Sqlite.Writing;

/// <summary>Something that waits for the writer.</summary>
internal abstract class WriteRequest
{
    /// <summary>Does the work inside the transaction; again when the transaction had to be repeated.</summary>
    public abstract void Apply(DocumentWriter writer);

    /// <summary>The transaction took effect; nobody has written since.</summary>
    public abstract void Complete();

    /// <summary>It did not.</summary>
    public abstract void Fail(Exception exception);
}

/// <summary>A request with an answer.</summary>
internal sealed class WriteRequest<T>(Func<DocumentWriter, T> apply, Action? committed = null) : WriteRequest
{
    // The writer must not run what waits for it.
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T result = default!;

    public Task<T> Answer => answer.Task;

    public override void Apply(DocumentWriter writer) => result = apply(writer);

    public override void Complete()
    {
        try
        {
            committed?.Invoke();
        }
        catch (Exception e)
        {
            answer.SetException(e);
            return;
        }

        answer.SetResult(result);
    }

    public override void Fail(Exception exception) => answer.SetException(exception);
}
