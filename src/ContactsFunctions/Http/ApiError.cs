namespace ContactsFunctions.Http;

/// <summary>An error before it has a wire form: each API writes it in its own.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Message">Says what to do, for people.</param>
public sealed record ApiError(int Status, string Code, string Message)
{
    /// <summary>The slug of the property it is about.</summary>
    public string? Property { get; init; }

    /// <summary>The contact that holds a unique value.</summary>
    public Guid? Holder { get; init; }

    /// <summary>What is wrong where, for a body that does not validate.</summary>
    public IReadOnlyList<ApiErrorDetail> Details { get; init; } = [];

    /// <summary>When a retry is worth it; whole seconds on the wire.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same request may succeed later; false on every final 409.</summary>
    public bool Retryable { get; init; }
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Pointer">RFC 6901, into the body.</param>
public sealed record ApiErrorDetail(string? Pointer, string Code, string Message);
