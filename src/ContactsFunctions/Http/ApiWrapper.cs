using ContactsFunctions.Core.Storage;
using ContactsFunctions.Core.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContactsFunctions.Http;

/// <summary>
/// What every function of every API runs inside: the request id, and an answer for whatever is thrown. The worker's ASP.NET pipeline is
/// closed, so this is the only place where an exception can become a body.
/// </summary>
public sealed class ApiWrapper(TimeProvider time, ILogger<ApiWrapper> log)
{
    private static ApiError BrokenOff { get; } = ApiErrors.InvalidBody("The body broke off or is not what its headers say.");

    /// <summary>Runs an operation; <paramref name="format"/> gives an error the API's own form.</summary>
    public async Task<IResult> RunAsync(HttpRequest request, Func<ApiError, Answer> format, Func<Task<IResult>> operation)
    {
        var requestId = VersionedUuid.NewVersion7(time).ToString();
        request.HttpContext.TraceIdentifier = requestId;
        request.HttpContext.Response.Headers["x-request-id"] = requestId;
        try
        {
            return await operation();
        }
        catch (StoreUnavailableException error)
        {
            log.LogWarning("Store unavailable for request {RequestId}: {Reason}", requestId, error.Message);
            return format(ApiErrors.Unavailable(error));
        }
        catch (BadHttpRequestException error)
        {
            return format(error.StatusCode == StatusCodes.Status413PayloadTooLarge ? ApiErrors.TooLarge("200 MB") : BrokenOff);
        }
        catch (Exception error) when (request.HttpContext.RequestAborted.IsCancellationRequested && error is OperationCanceledException or IOException)
        {
            return Answer.Empty(StatusCodes.Status499ClientClosedRequest);
        }
        catch (IOException)
        {
            // What Kestrel throws for a chunk size that no integer holds; no store throws it.
            return format(BrokenOff);
        }
#pragma warning disable CA1031 // The last stop: an exception that leaves here would be an empty 500.
        catch (Exception error)
#pragma warning restore CA1031
        {
            log.LogError(error, "Request {RequestId} failed", requestId);
            return format(ApiErrors.Internal(requestId));
        }
    }
}
