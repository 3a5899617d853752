using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ContactsFunctions.Api.Tests.Harness;

/// <summary>An answer, read to its end.</summary>
public sealed class ApiAnswer(HttpResponseMessage response, byte[] body)
{
    private readonly Lazy<JsonView> json = new(() => body.Length == 0 ? default : new JsonView(JsonDocument.Parse(body).RootElement));

    /// <summary>The status code.</summary>
    public int Status => (int)response.StatusCode;

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body => body;

    /// <summary>The body as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(body);

    /// <summary>The body as JSON; missing when the body is empty.</summary>
    public JsonView Json => json.Value;

    /// <summary>The media type without its parameters, or null.</summary>
    public string? ContentType => response.Content.Headers.ContentType?.MediaType;

    /// <summary>The ETag as it stands in the header, or null.</summary>
    public string? ETag => Header("ETag");

    /// <summary>The member <c>code</c> of an error.</summary>
    public string? Code => this["code"];

    /// <summary>A member of the JSON body.</summary>
    public JsonView this[string name] => Json[name];

    /// <summary>A header's value, several joined by commas; null when it is absent.</summary>
    public string? Header(string name) => ValueOf(response.Headers, name) ?? ValueOf(response.Content.Headers, name);

    /// <summary>Status, and the body: what a failed assertion should show.</summary>
    public override string ToString() => $"{Status} {Text}";

    private static string? ValueOf(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
