using Microsoft.AspNetCore.Http;

namespace ContactsFunctions.Http;

/// <summary>A finished answer: status, body and the headers that depend on it. Can be stored and given again.</summary>
public sealed record Answer(int Status, ReadOnlyMemory<byte> Body, string? ContentType = "application/json") : IResult
{
    /// <summary>Further headers, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>An answer without a body.</summary>
    public static Answer Empty(int status) => new(status, default, null);

    /// <summary>The answer with one header more; null values are left out.</summary>
    public Answer With(string name, string? value) => value is null ? this : this with { Headers = [.. Headers, new(name, value)] };

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        if (ContentType is null)
        {
            return;
        }

        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }
}
