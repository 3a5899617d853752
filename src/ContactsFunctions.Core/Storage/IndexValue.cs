using System.Text.Json;

namespace ContactsFunctions.Core.Storage;

/// <summary>A value that engines compare as it is: a text by code points, a number, or a truth value. Values of two kinds are never equal.</summary>
public readonly record struct IndexValue
{
    private IndexValue(string? text, double number, JsonValueKind kind) => (Text, Number, Kind) = (text, number, kind);

    /// <summary>The text, when <see cref="Kind"/> is <see cref="JsonValueKind.String"/>.</summary>
    public string? Text { get; }

    /// <summary>The number, when <see cref="Kind"/> is <see cref="JsonValueKind.Number"/>.</summary>
    public double Number { get; }

    /// <summary>String, Number, True or False.</summary>
    public JsonValueKind Kind { get; }

    /// <summary>A text value; the caller has folded it (<see cref="CodePointOrder"/>).</summary>
    public static IndexValue Of(string text) => new(text, 0, JsonValueKind.String);

    /// <summary>A number, finite; minus zero becomes zero.</summary>
    public static IndexValue Of(double number) => new(null, number == 0 ? 0 : number, JsonValueKind.Number);

    /// <summary>A truth value.</summary>
    public static IndexValue Of(bool value) => new(null, 0, value ? JsonValueKind.True : JsonValueKind.False);

    /// <summary>Writes the value as JSON.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        switch (Kind)
        {
            case JsonValueKind.String: json.WriteStringValue(Text); break;
            case JsonValueKind.Number: json.WriteNumberValue(Number); break;
            default: json.WriteBooleanValue(Kind == JsonValueKind.True); break;
        }
    }
}
