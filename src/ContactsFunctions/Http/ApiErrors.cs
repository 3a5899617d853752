using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Queries;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Http;

/// <summary>Every error that the HTTP layer itself gives, and the statuses of Core's.</summary>
public static class ApiErrors
{
    /// <summary>No credential, or one that is not known.</summary>
    public static ApiError Unauthorized { get; } = new(401, "unauthorized", "Send a key of this API as 'Authorization: Bearer' or 'x-api-key'.");

    /// <summary>The role is too low.</summary>
    public static ApiError Forbidden(string needed) => new(403, "forbidden", $"This needs a key of role {needed} or higher.");

    /// <summary>A team's key where only the root key will do.</summary>
    public static ApiError RootOnly { get; } = new(403, "forbidden", "This needs the root key.");

    /// <summary>Not there, or of another team.</summary>
    public static ApiError NotFound(string what) => new(404, "not_found", $"There is no {what}.");

    /// <summary>A body that is not JSON.</summary>
    public static ApiError InvalidJson(string why) => new(400, "invalid_json", $"The body is not JSON that can be read: {why}");

    /// <summary>A body of the wrong shape.</summary>
    public static ApiError InvalidBody(string why, string? pointer = null) => new(400, "invalid_body", why) { Details = pointer is null ? [] : [new(pointer, "invalid_body", why)] };

    /// <summary>A parameter that cannot be read.</summary>
    public static ApiError InvalidParameter(string name, string why) => new(400, "invalid_parameter", $"'{name}' {why}.");

    /// <summary>A well-formed body with an impossible value.</summary>
    public static ApiError InvalidValue(string pointer, string why) => new(422, "invalid_value", why) { Details = [new(pointer, "invalid_value", why)] };

    /// <summary>A body above the limit.</summary>
    public static ApiError TooLarge(string limit) => new(413, "body_too_large", $"The body is larger than {limit}.");

    /// <summary>A content type or encoding that is not taken here.</summary>
    public static ApiError Unsupported(string accepted) => new(415, "unsupported_media_type", $"Send {accepted}, not compressed.");

    /// <summary>The key was used for another request.</summary>
    public static ApiError IdempotencyMismatch { get; } = new(409, "idempotency_key_mismatch", "This Idempotency-Key was used for another request; send a new key.");

    /// <summary>The first request with the key has not ended.</summary>
    public static ApiError IdempotencyInProgress { get; } =
        new(409, "idempotency_in_progress", "The first request with this Idempotency-Key is still running; retry in a moment.") { RetryAfter = TimeSpan.FromSeconds(2), Retryable = true };

    /// <summary>An Idempotency-Key out of its limits.</summary>
    public static ApiError IdempotencyKey { get; } = new(400, "invalid_idempotency_key", "An Idempotency-Key has 1 to 255 characters.");

    /// <summary>A bug of ours.</summary>
    public static ApiError Internal(string requestId) => new(500, "internal_error", $"Something went wrong here; quote the request id {requestId} when you report it.");

    /// <summary>The store does not answer in time.</summary>
    public static ApiError Unavailable(StoreUnavailableException error) =>
        new(503, "store_unavailable", "The store is busy or away; nothing is known to be wrong with the request. Retry it.")
        {
            RetryAfter = error.RetryAfter < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : error.RetryAfter,
            Retryable = true,
        };

    /// <summary>An error of the write path.</summary>
    public static ApiError Of(ContactError error) => new(StatusOf(error.Code), error.Code, error.Message)
    {
        Property = error.Property,
        Holder = error.Holder,
        Details = error.Path is null ? [] : [.. error.Others.Prepend(error).Select(e => new ApiErrorDetail("/" + e.Path, e.Code, e.Message))],
    };

    /// <summary>An error of the read path.</summary>
    public static ApiError Of(QueryError error) => new(400, error.Code, error.Message) { Property = error.Property };

    private static int StatusOf(string code) => code switch
    {
        ContactErrors.UnknownProperty or ContactErrors.InvalidOperand => 400,
        ContactErrors.NotFound => 404,
        ContactErrors.UniqueValueTaken or ContactErrors.MultipleMatches => 409,
        ContactErrors.PreconditionFailed => 412,
        ContactErrors.ContactTooLarge => 413,
        _ => 422,
    };
}
