using System.Globalization;
using ContactsFunctions.Core;
using Microsoft.AspNetCore.WebUtilities;

namespace ContactsFunctions.Http;

/// <summary>Errors as problem details (RFC 9457) that also carry <c>code</c> and <c>message</c>: the form of Prism, Voice and management.</summary>
public static class Problem
{
    /// <summary>The answer to an error.</summary>
    public static Answer Of(ApiError error)
    {
        var body = Json.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", ReasonPhrases.GetReasonPhrase(error.Status));
            json.WriteNumber("status", error.Status);
            json.WriteString("detail", error.Message);
            json.WriteString("code", error.Code);
            json.WriteString("message", error.Message);
            if (error.Property is { } property)
            {
                json.WriteString("property", property);
            }

            if (error.Holder is { } holder)
            {
                json.WriteString("holder", holder);
            }

            if (error.Details.Count > 0)
            {
                json.WriteStartArray("errors");
                foreach (var detail in error.Details)
                {
                    json.WriteStartObject();
                    json.WriteString("pointer", detail.Pointer);
                    json.WriteString("code", detail.Code);
                    json.WriteString("detail", detail.Message);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        });
        return WithRetry(new Answer(error.Status, body, "application/problem+json"), error);
    }

    /// <summary>Adds what tells a client whether and when to retry.</summary>
    public static Answer WithRetry(Answer answer, ApiError error) => answer
        .With("Retry-After", error.RetryAfter is { } after ? ((int)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture) : null)
        .With("x-should-retry", error.Status == 409 && !error.Retryable ? "false" : null);
}
