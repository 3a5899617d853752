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

    public static byte[] Sort(DocumentIndex index) => Write(index, static (i, json) => i.WriteSort(json));

    /// <summary>The sort key under a slug; null when absent.</summary>
    public static byte[]? SortKey(ReadOnlySpan<byte> sort, ReadOnlySpan<byte> slug)
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
                return json.ValueIsEscaped ? Encoding.UTF8.GetBytes(json.GetString()!) : json.ValueSpan.ToArray();
            }
        }

        return null;
    }

    private static byte[] Write(DocumentIndex index, Action<DocumentIndex, Utf8JsonWriter> write)
    {
        buffer ??= new ArrayBufferWriter<byte>(4096);
        buffer.ResetWrittenCount();
        writer ??= new Utf8JsonWriter(buffer, Options);
        writer.Reset(buffer);
        write(index, writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
