using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Sqlite.Indexing;

/// <summary>The JSON of a <see cref="DocumentIndex"/> as it stands in the document's row.</summary>
internal static class IndexJson
{
    // Text stays UTF-8, so that a row's texts are slices of the JSON; it never reaches a page of HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    public static byte[] Search(DocumentIndex index) => Write(index, static (i, json) => i.WriteSearch(json));

    /// <summary>The sort keys, <c>{slug: value}</c> without the end and the id that follow each value; a key that ends otherwise is <c>{slug: [key]}</c>.</summary>
    public static byte[] Sort(DocumentIndex index, string id) => Write((index, end: Core.Storage.SortKey.End + id), static (s, json) =>
    {
        json.WriteStartObject();
        foreach (var (slug, key) in s.index.Sort)
        {
            json.WritePropertyName(slug);
            if (key.EndsWith(s.end, StringComparison.Ordinal))
            {
                json.WriteStringValue(key.AsSpan(0, key.Length - s.end.Length));
            }
            else
            {
                json.WriteStartArray();
                json.WriteStringValue(key);
                json.WriteEndArray();
            }
        }

        json.WriteEndObject();
    });

    /// <summary>The sort key under a slug, of the document with this id; null when absent.</summary>
    public static byte[]? SortKey(ReadOnlySpan<byte> sort, ReadOnlySpan<byte> slug, ReadOnlySpan<byte> id)
    {
        if (sort.IsEmpty)
        {
            return null;
        }

        var json = new Utf8JsonReader(sort);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var found = json.ValueTextEquals(slug);
            json.Read();
            if (found)
            {
                return SortKey(ref json, id);
            }

            json.Skip();
        }

        return null;
    }

    /// <summary>The sort key at which the reader stands.</summary>
    public static byte[] SortKey(ref Utf8JsonReader json, ReadOnlySpan<byte> id)
    {
        var isWhole = json.TokenType == JsonTokenType.StartArray;
        if (isWhole)
        {
            json.Read();
        }

        var text = json.ValueIsEscaped ? Encoding.UTF8.GetBytes(json.GetString()!) : json.ValueSpan;
        if (!isWhole)
        {
            return [.. text, (byte)Core.Storage.SortKey.End, .. id];
        }

        json.Read();
        return text.ToArray();
    }

    private static byte[] Write<T>(T state, Action<T, Utf8JsonWriter> write)
    {
        buffer ??= new ArrayBufferWriter<byte>(4096);
        buffer.ResetWrittenCount();
        writer ??= new Utf8JsonWriter(buffer, Options);
        writer.Reset(buffer);
        write(state, writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
