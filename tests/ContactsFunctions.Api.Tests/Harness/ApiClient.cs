using System.Text;

namespace ContactsFunctions.Api.Tests.Harness;

/// <summary>Calls the API with one credential; in paths <c>{team}</c> stands for the client's team.</summary>
public sealed record ApiClient(string BaseUrl, string Team, string? Key)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromMinutes(2) };

    /// <summary>Headers of every request beside the credential.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; private init; } = [];

    /// <summary>The same client with one more header.</summary>
    public ApiClient With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    /// <summary>The same client with another credential, or none.</summary>
    public ApiClient As(string? key) => this with { Key = key };

    /// <summary>The same client on another process.</summary>
    public ApiClient At(LocalHostProcess host) => this with { BaseUrl = host.BaseUrl };

    /// <summary>GET.</summary>
    public Task<ApiAnswer> Get(string path) => Send("GET", path);

    /// <summary>DELETE.</summary>
    public Task<ApiAnswer> Delete(string path) => Send("DELETE", path);

    /// <summary>POST of a text, JSON unless said otherwise; null sends no body.</summary>
    public Task<ApiAnswer> Post(string path, string? body = null, string contentType = "application/json") => Send("POST", path, BytesOf(body), contentType);

    /// <summary>PUT of a text, JSON unless said otherwise.</summary>
    public Task<ApiAnswer> Put(string path, string? body = null, string contentType = "application/json") => Send("PUT", path, BytesOf(body), contentType);

    /// <summary>PATCH of a text, JSON unless said otherwise.</summary>
    public Task<ApiAnswer> Patch(string path, string? body = null, string contentType = "application/json") => Send("PATCH", path, BytesOf(body), contentType);

    /// <summary>Any verb with any bytes; a null body sends none, a null content type sends no such header.</summary>
    public async Task<ApiAnswer> Send(string verb, string path, byte[]? body = null, string? contentType = null)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(new HttpMethod(verb), BaseUrl + path.Replace("{team}", Team, StringComparison.Ordinal));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (contentType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }
        }

        foreach (var (name, value) in Key is null ? Headers : [("x-api-key", Key), .. Headers])
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        var response = await Http.SendAsync(request, cancel);
        return new ApiAnswer(response, await response.Content.ReadAsByteArrayAsync(cancel));
    }

    private static byte[]? BytesOf(string? body) => body is null ? null : Encoding.UTF8.GetBytes(body);
}
