using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContactsFunctions.Core;

/// <summary>How all JSON of ours is written: UTF-8, compact, characters as they are.</summary>
public static class Json
{
    /// <summary>Answers are sent as application/json and never embedded in HTML, so nothing but what JSON demands is escaped.</summary>
    public static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes one JSON value and returns its bytes.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            write(json);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
