using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContactsFunctions.Core;

/// <summary>How all JSON of ours is written: UTF-8, compact, characters as they are.</summary>
public static class Json
{
    private const int MostKept = 64 * 1024;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? t_spare;

    /// <summary>Answers are sent as application/json and never embedded in HTML, so nothing but what JSON demands is escaped.</summary>
    public static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes one JSON value and returns its bytes.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        // Taken, so that a value written while another is being written gets a writer of its own.
        var (buffer, json) = t_spare ?? New();
        t_spare = null;
        write(json);
        json.Flush();
        var bytes = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= MostKept)
        {
            buffer.ResetWrittenCount();
            json.Reset(buffer);
            t_spare = (buffer, json);
        }

        return bytes;
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json) New()
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        return (buffer, new Utf8JsonWriter(buffer, Writing));
    }
}
