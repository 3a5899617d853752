using ContactsFunctions.Core.Exports;
using Microsoft.AspNetCore.Http;

namespace ContactsFunctions.Functions.Prism;

/// <summary>The answer with a page of an export. It has no public members, for the worker serialises results once more, and these are large.</summary>
public sealed class PrismExport(PageBody body, ExportFormat format, string? next) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = format.ContentType();
        response.ContentLength = body.Length;
        response.Headers.ContentDisposition = $"attachment; filename=\"{format.FileName()}\"";
        if (next is not null)
        {
            response.Headers.Link = $"<{next}>; rel=\"next\"";
        }

        await body.CopyToAsync(response.Body, httpContext.RequestAborted);
    }
}
