using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Idempotency;
using Microsoft.AspNetCore.Http;

namespace ContactsFunctions.Http;

/// <summary>Writes a single change, under the request's Idempotency-Key when it has one: the same request again gets the first answer.</summary>
public sealed class IdempotentWrites(ContactWriter writer)
{
    /// <summary>The most characters of an Idempotency-Key.</summary>
    public const int MaxKeyLength = 255;

    /// <summary>The key of a request; null without one, an error when it is out of its limits.</summary>
    public static (IdempotencyKey? Key, ApiError? Error) KeyOf(Caller caller, JsonBody body)
    {
        var request = caller.Request;
        return HeaderOf(request, out var error) is not { } key
            ? (null, error)
            : (IdempotencyKey.Of(key, caller.Credential, request.Method, request.Path, request.QueryString.Value ?? "", request.Headers.IfMatch.ToString(), body.Bytes.Span), null);
    }

    /// <summary>The text of the header; null without one, or with an error when it is out of its limits.</summary>
    public static string? HeaderOf(HttpRequest request, out ApiError? error)
    {
        error = null;
        if (!request.Headers.TryGetValue("Idempotency-Key", out var header))
        {
            return null;
        }

        var key = header.ToString();
        error = key.Length is 0 or > MaxKeyLength ? ApiErrors.IdempotencyKey : null;
        return error is null ? key : null;
    }

    /// <summary>Writes the change and answers with what <paramref name="render"/> makes of its outcome; an error gets the API's form.</summary>
    public async Task<IResult> WriteAsync(Caller caller, ContactChange change, JsonBody body, Func<ContactOutcome, Answer> render, Func<ApiError, Answer> format)
    {
        var (key, error) = KeyOf(caller, body);
        if (error is not null)
        {
            return format(error);
        }

        if (key is null)
        {
            return render((await writer.WriteAsync(caller.Team, change, null, caller.Cancel)).Outcomes[0]);
        }

        while (true)
        {
            var commit = new IdempotentCommit(key, outcome => Keep(outcome, render(outcome)));
            var result = await writer.WriteAsync(caller.Team, change, commit, caller.Cancel);
            if (!result.AttachmentLost)
            {
                return render(result.Outcomes[0]);
            }

            if (commit.Found is { } record)
            {
                return Replay(record, key) is { } answer ? answer : format(ApiErrors.IdempotencyMismatch);
            }
        }
    }

    /// <summary>The first answer again; null when the record is of another request.</summary>
    public static Answer? Replay(IdempotencyRecord record, IdempotencyKey key) => record.Fingerprint == key.Fingerprint && record.Answer is { } kept
        ? new Answer(kept.Status, kept.Body, kept.ContentType) { Headers = [.. kept.Headers, new("idempotent-replay", "true")] }
        : null;

    /// <summary>What is kept of an answer: 2xx, 409 on unique values, 412 and 422.</summary>
    private static StoredAnswer? Keep(ContactOutcome outcome, Answer answer) =>
        answer.Status is (>= 200 and < 300) or 412 or 422 || outcome is ContactOutcome.Failed { Error.Code: ContactErrors.UniqueValueTaken }
        ? new StoredAnswer(answer.Status, answer.Body, answer.ContentType, answer.Headers)
        : null;
}
