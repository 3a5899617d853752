using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Hard;

/// <summary>A request as bytes on the wire: nothing is escaped, checked or completed, save a Content-Length where none is given.</summary>
public sealed record RawRequest(string Verb, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body)
{
    /// <summary>Whether the client closes its side behind the last byte.</summary>
    public bool Closes { get; init; }

    /// <summary>The same request with one more header.</summary>
    public RawRequest With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    /// <summary>The same request without a header.</summary>
    public RawRequest Without(string name) => this with { Headers = [.. Headers.Where(h => h.Name != name)] };

    /// <summary>A sample as it stands.</summary>
    public static RawRequest Of(RouteSample sample, string team, string? key)
    {
        var request = new RawRequest(sample.Route.Verb, sample.Path.Replace("{team}", team, StringComparison.Ordinal), [], sample.Body is null ? null : Encoding.UTF8.GetBytes(sample.Body));
        request = key is null ? request : request.With("x-api-key", key);
        return sample.Body is null ? request : request.With("Content-Type", "application/json");
    }
}

/// <summary>What came back. Without a request id no function has run.</summary>
public sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Whether a function gave the answer.</summary>
    public bool IsOfFunction => Headers.ContainsKey("x-request-id");

    /// <summary>The body as JSON.</summary>
    public JsonView Json => new(JsonDocument.Parse(Body).RootElement);

    /// <summary>Status and body.</summary>
    public override string ToString() => $"{Status} {Encoding.UTF8.GetString(Body)}";
}

/// <summary>Sends requests over a connection of their own.</summary>
public static class RawHttp
{
    /// <summary>Sends a request and reads the answer; null when the server closes without one.</summary>
    public static async Task<RawAnswer?> SendAsync(string baseUrl, RawRequest request)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync("127.0.0.1", new Uri(baseUrl).Port, limit.Token);
        var stream = client.GetStream();
        var writing = WriteAsync(client, request, limit.Token);
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, limit.Token);
        }
        catch (IOException)
        {
            // The server has closed while it was still being sent to; what it said before counts.
        }

        await writing;
        return Parse(answer.ToArray());
    }

    private static async Task WriteAsync(TcpClient client, RawRequest request, CancellationToken cancel)
    {
        var head = new StringBuilder($"{request.Verb} {request.Target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        foreach (var (name, value) in request.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (request.Body is not null && !request.Headers.Any(h => h.Name is "Content-Length" or "Transfer-Encoding"))
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {request.Body.Length}\r\n");
        }

        try
        {
            await client.GetStream().WriteAsync((byte[])[.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. request.Body ?? []], cancel);
            if (request.Closes)
            {
                client.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The server has heard enough.
        }
    }

    private static RawAnswer? Parse(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var lines = Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(h => h[0], h => h[1], StringComparer.OrdinalIgnoreCase);
        return new RawAnswer(int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, bytes[(end + 4)..]);
    }
}
