using System.Globalization;
using System.Net;
using ContactsFunctions.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace ContactsFunctions.Cosmos;

/// <summary>Tells a service that is throttled, away or too slow from one that answers.</summary>
internal static class Failures
{
    /// <summary>Advised when the service itself names no time.</summary>
    public static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(1);

    private const string OwnerMissing = "1003";

    /// <summary>Whether the status says nothing about the request: try again later.</summary>
    public static bool IsUnavailable(HttpStatusCode status) => (int)status is 408 or 410 or 429 or 449 or 500 or 502 or 503 or 504;

    /// <summary>Whether the exception means that no answer came. A cancellation counts unless it is the caller's own.</summary>
    public static bool IsUnavailable(Exception exception, CancellationToken caller) => exception switch
    {
        OperationCanceledException => !caller.IsCancellationRequested,
        HttpRequestException or StoreUnavailableException => true,
        CosmosException cosmos => IsUnavailable(cosmos.StatusCode),
        _ => false,
    };

    public static StoreUnavailableException Unavailable(Exception exception) => exception as StoreUnavailableException ?? new(
        "Cosmos DB did not answer in time: " + exception.Message, (exception as CosmosException)?.RetryAfter ?? DefaultRetryAfter, exception);

    public static StoreUnavailableException Unavailable(HttpStatusCode status, TimeSpan? retryAfter, Exception? inner = null) => inner is null
        ? new(status == HttpStatusCode.TooManyRequests ? "Cosmos DB is throttling." : $"Cosmos DB answered {(int)status}.", retryAfter ?? DefaultRetryAfter)
        : Unavailable(inner);

    /// <summary>A 404 that means the database or the container, not the document.</summary>
    public static bool IsOwnerMissing(HttpStatusCode status, Headers headers) =>
        status == HttpStatusCode.NotFound && headers["x-ms-substatus"] == OwnerMissing;

    public static TimeSpan? RetryAfter(Headers headers) =>
        double.TryParse(headers["x-ms-retry-after-ms"], CultureInfo.InvariantCulture, out var ms) ? TimeSpan.FromMilliseconds(ms) : null;

    /// <summary>Passes a success, and a 404 of a document; throws on everything else.</summary>
    /// <exception cref="StoreUnavailableException">The service is throttled.</exception>
    /// <exception cref="HttpRequestException">The service is away or too slow: the same as no answer.</exception>
    /// <exception cref="InvalidOperationException">The service refuses the request: a bug, a missing container, a missing role.</exception>
    public static ResponseMessage Checked(ResponseMessage response)
    {
        if (response.IsSuccessStatusCode || (response.StatusCode == HttpStatusCode.NotFound && !IsOwnerMissing(response.StatusCode, response.Headers)))
        {
            return response;
        }

        using (response)
        {
            throw response.StatusCode == HttpStatusCode.TooManyRequests ? Unavailable(response.StatusCode, RetryAfter(response.Headers))
                : IsUnavailable(response.StatusCode) ? new HttpRequestException($"Cosmos DB answered {(int)response.StatusCode}.", null, response.StatusCode)
                : Refused(response.StatusCode, response.ErrorMessage);
        }
    }

    public static InvalidOperationException Refused(HttpStatusCode status, string? message) =>
        new($"Cosmos DB refused the request with {(int)status}: {message}");
}
