using System.Text;
using System.Text.Json;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Jobs;

/// <summary>
/// Texts of an input as they came, lone surrogates too: a row must be refused for them when it is taken, with what was sent, and not be
/// stored as something else.
/// </summary>
internal static class JsonText
{
    /// <summary>Writes a text; one that is not well-formed as an array of its UTF-16 units.</summary>
    public static void Write(Utf8JsonWriter json, string text)
    {
        if (TextFold.IsWellFormed(text))
        {
            json.WriteStringValue(text);
            return;
        }

        json.WriteStartArray();
        foreach (var unit in text)
        {
            json.WriteNumberValue(unit);
        }

        json.WriteEndArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static string Read(JsonElement json) => json.ValueKind == JsonValueKind.Array
        ? string.Concat(json.EnumerateArray().Select(u => (char)u.GetUInt16()))
        : json.GetString()!;

    /// <summary>Whether JSON holds no escape of a lone surrogate, which a store may refuse or change.</summary>
    public static bool IsStorable(PropertyInput input)
    {
        var raw = input.Json.ValueKind is JsonValueKind.String or JsonValueKind.Array or JsonValueKind.Object ? input.Json.GetRawText() : "";
        if (!raw.Contains("\\ud", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(raw), new JsonReaderOptions { MaxDepth = 80 });
        try
        {
            while (json.Read())
            {
                if (json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    _ = json.GetString();
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
