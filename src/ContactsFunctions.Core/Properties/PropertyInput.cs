using System.Text.Json;

namespace ContactsFunctions.Core.Properties;

/// <summary>A value as a client sent it: JSON, or bare text from a CSV cell, a path or a query string.</summary>
public readonly record struct PropertyInput
{
    private readonly string? text;
    private readonly JsonElement json;

    private PropertyInput(string? text, JsonElement json) => (this.text, this.json) = (text, json);

    /// <summary>A text.</summary>
    public static PropertyInput Of(string text) => new(text, default);

    /// <summary>A JSON value; it must stay readable as long as the input is used.</summary>
    public static PropertyInput Of(JsonElement json) => new(null, json);

    /// <summary>What kind of JSON value it is; an undefined element counts as null.</summary>
    public JsonValueKind Kind => text is not null ? JsonValueKind.String : json.ValueKind == JsonValueKind.Undefined ? JsonValueKind.Null : json.ValueKind;

    /// <summary>Null or an empty list: the property is to have no value.</summary>
    public bool IsAbsent => Kind == JsonValueKind.Null || (Kind == JsonValueKind.Array && json.GetArrayLength() == 0);

    /// <summary>The JSON value, when it came as JSON.</summary>
    public JsonElement Json => json;

    /// <summary>The literal of a number, as sent.</summary>
    public string NumberLiteral => json.GetRawText();

    /// <summary>The elements of an array; of anything else the value itself.</summary>
    public IReadOnlyList<PropertyInput> Elements => Kind == JsonValueKind.Array ? [.. json.EnumerateArray().Select(Of)] : [this];

    /// <summary>Writes the input as JSON.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        if (text is not null)
        {
            writer.WriteStringValue(text);
        }
        else if (json.ValueKind == JsonValueKind.Undefined)
        {
            writer.WriteNullValue();
        }
        else
        {
            // As it was sent: a number's literal and an escaped surrogate are judged when the row is taken.
            writer.WriteRawValue(json.GetRawText(), skipInputValidation: true);
        }
    }

    /// <summary>Reads a string; false when it is none, or holds a lone surrogate.</summary>
    public bool TryGetText(out string value)
    {
        value = text ?? "";
        if (text is not null || Kind != JsonValueKind.String)
        {
            return text is not null;
        }

        try
        {
            value = json.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>What was sent, for an error message, cut at <paramref name="length"/> characters.</summary>
    public string Show(int length = 200)
    {
        var shown = TryGetText(out var value) ? value : text ?? (json.ValueKind == JsonValueKind.Undefined ? "null" : json.GetRawText());
        return shown.Length <= length ? shown : shown[..(char.IsHighSurrogate(shown[length - 1]) ? length - 1 : length)];
    }
}
