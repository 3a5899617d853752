using System.Text.Json;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Idempotency;

/// <summary>What an Idempotency-Key did: the fingerprint of its request, and the answer or the job that gives it.</summary>
public sealed record IdempotencyRecord(string Fingerprint)
{
    /// <summary>The document's kind.</summary>
    public const string Kind = "idempotency";

    /// <summary>How long a key is remembered.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>The first answer; null when a job gives it.</summary>
    public StoredAnswer? Answer { get; init; }

    /// <summary>The job that the request became.</summary>
    public string? JobId { get; init; }

    /// <summary>The document to write.</summary>
    public Document ToDocument(string id) => new(id, Kind, Json.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("fingerprint", Fingerprint);
        if (JobId is not null)
        {
            json.WriteString("jobId", JobId);
        }

        if (Answer is { } answer)
        {
            json.WriteNumber("status", answer.Status);
            json.WriteString("contentType", answer.ContentType);
            json.WriteBase64String("body", answer.Body.Span);
            json.WriteStartObject("headers");
            foreach (var (name, value) in answer.Headers)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }))
    {
        TimeToLive = Lifetime,
    };

    /// <summary>Reads what <see cref="ToDocument"/> wrote.</summary>
    public static IdempotencyRecord Read(StoredDocument document)
    {
        using var json = JsonDocument.Parse(document.Body);
        var root = json.RootElement;
        return new IdempotencyRecord(root.GetProperty("fingerprint").GetString()!)
        {
            JobId = root.TryGetProperty("jobId", out var job) ? job.GetString() : null,
            Answer = root.TryGetProperty("status", out var status)
                ? new StoredAnswer(
                    status.GetInt32(), root.GetProperty("body").GetBytesFromBase64(), root.GetProperty("contentType").GetString(),
                    [.. root.GetProperty("headers").EnumerateObject().Select(h => new KeyValuePair<string, string>(h.Name, h.Value.GetString()!))])
                : null,
        };
    }
}

/// <summary>An answer as it was given.</summary>
public sealed record StoredAnswer(int Status, ReadOnlyMemory<byte> Body, string? ContentType, IReadOnlyList<KeyValuePair<string, string>> Headers);
