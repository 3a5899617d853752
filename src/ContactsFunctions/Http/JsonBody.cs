using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ContactsFunctions.Http;

/// <summary>A JSON body, read whole: its bytes and its root. An empty body is no body.</summary>
/// <param name="Root">Undefined when there is no body.</param>
public sealed record JsonBody(ReadOnlyMemory<byte> Bytes, JsonElement Root)
{
    /// <summary>The largest JSON body outside imports.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    private const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>No body.</summary>
    public static JsonBody None { get; } = new(default, default);

    /// <summary>Whether there is a body.</summary>
    public bool IsPresent => Root.ValueKind != JsonValueKind.Undefined;

    /// <summary>Reads the body of a request, or says what is wrong: 413, 415, or 400 for what is not JSON.</summary>
    public static async ValueTask<(JsonBody Body, ApiError? Error)> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (IsEncoded(request))
        {
            return (None, ApiErrors.Unsupported("application/json in UTF-8"));
        }

        if (request.ContentLength > MaxBytes)
        {
            return (None, ApiErrors.TooLarge("10 MB"));
        }

        var bytes = await ReadBytesAsync(request, cancel);
        if (bytes is null)
        {
            return (None, ApiErrors.TooLarge("10 MB"));
        }

        if (bytes.Length == 0)
        {
            return (None, null);
        }

        return IsJson(request.ContentType) ? Parse(bytes) : (None, ApiErrors.Unsupported("application/json in UTF-8"));
    }

    /// <summary>Whether the body has a Content-Encoding other than identity, which no operation takes.</summary>
    public static bool IsEncoded(HttpRequest request) =>
        request.Headers.ContentEncoding is { Count: > 0 } encoding && !encoding.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase);

    /// <summary>Parses JSON: UTF-8, at most 64 deep, no name twice in an object.</summary>
    public static (JsonBody Body, ApiError? Error) Parse(byte[] bytes)
    {
        ReadOnlyMemory<byte> json = bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;
        if (!Utf8.IsValid(json.Span))
        {
            return (None, ApiErrors.InvalidJson("it is not UTF-8."));
        }

        try
        {
            // First, because looking for names given twice fails on a name that cannot be read.
            return HasReadableNames(json.Span)
                ? (new JsonBody(bytes, JsonDocument.Parse(json, Options).RootElement), null)
                : (None, ApiErrors.InvalidJson("a name holds a lone surrogate."));
        }
        catch (JsonException error)
        {
            return (None, ApiErrors.InvalidJson($"line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}, or nested deeper than {MaxDepth}, or a name twice in one object."));
        }
    }

    /// <summary>Names are read all over; values that hold a lone surrogate are refused where they are converted.</summary>
    private static bool HasReadableNames(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u"u8) < 0)
        {
            return true;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    _ = reader.GetString();
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static async ValueTask<byte[]?> ReadBytesAsync(HttpRequest request, CancellationToken cancel)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancel);
            if (read.Buffer.Length > MaxBytes)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static bool IsJson(string? contentType)
    {
        if (contentType is "application/json")
        {
            return true;
        }

        return MediaTypeHeaderValue.TryParse(contentType, out var type)
            && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
            && (!type.Charset.HasValue || type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }
}
