using System.Text.Encodings.Web;
using System.Text.Json;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Cosmos;

/// <summary>The stored shape: one flat JSON object, the engine's members first and then the body's own, spliced in as bytes.</summary>
internal static class StoredJson
{
    // Text stays text: escaping every letter beyond ASCII would double what is sent and break Document.Size as an upper estimate.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The item to send for a document.</summary>
    public static MemoryStream Write(string team, string commit, Document document)
    {
        var stream = new MemoryStream((int)document.Size);
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            WriteHead(json, team, document.Id, document.Kind, commit, document.TimeToLive);
            if (document.Index is { } index)
            {
                if (index.DeletedAt is { } deletedAt)
                {
                    json.WriteString("deletedAt"u8, deletedAt);
                }

                json.WritePropertyName("search"u8);
                index.WriteSearch(json);
                json.WritePropertyName("sort"u8);
                index.WriteSort(json);
            }
        }

        var members = AfterBrace(document.Body.Span);
        if (members[0] != '}')
        {
            stream.WriteByte((byte)',');
        }

        stream.Write(members);
        stream.Position = 0;
        return stream;
    }

    /// <summary>The item to send for a counter that begins at <paramref name="value"/>; <paramref name="expiresAt"/> in Unix milliseconds.</summary>
    public static MemoryStream WriteCounter(string team, string id, long value, TimeSpan? timeToLive, long? expiresAt)
    {
        var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            WriteHead(json, team, id, "counter", Commit.NewId(), timeToLive);
            json.WriteNumber("value"u8, value);
            if (expiresAt is { } at)
            {
                json.WriteNumber("expiresAt"u8, at);
            }

            json.WriteEndObject();
        }

        stream.Position = 0;
        return stream;
    }

    private static void WriteHead(Utf8JsonWriter json, string team, string id, string kind, string commit, TimeSpan? timeToLive)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteString("teamId"u8, team);
        json.WriteString("kind"u8, kind);
        json.WriteString("commit"u8, commit);
        if (timeToLive is { } ttl)
        {
            json.WriteNumber("ttl"u8, Seconds(ttl));
        }
    }

    /// <summary>Cosmos DB takes whole seconds from 1 to what 32 bits hold.</summary>
    private static int Seconds(TimeSpan timeToLive) => (int)Math.Clamp(Math.Ceiling(timeToLive.TotalSeconds), 1, int.MaxValue);

    private static ReadOnlySpan<byte> AfterBrace(ReadOnlySpan<byte> body) => body[(body.IndexOf((byte)'{') + 1)..].TrimStart(" \t\r\n"u8);
}
