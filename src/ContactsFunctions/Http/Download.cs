using Microsoft.AspNetCore.Http;

namespace ContactsFunctions.Http;

/// <summary>A file that is written to the response as it is made, so that its size does not matter.</summary>
/// <param name="FileName">ASCII.</param>
public sealed record Download(string ContentType, string FileName, Func<Stream, Task> WriteAsync) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{FileName}\"";
        return WriteAsync(response.Body);
    }
}
