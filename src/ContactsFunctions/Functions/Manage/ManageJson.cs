using System.Text.Json;
using ContactsFunctions.Core;
using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Values;
using ContactsFunctions.Http;

namespace ContactsFunctions.Functions.Manage;

/// <summary>The JSON of management: snake case.</summary>
public static class ManageJson
{
    /// <summary>The answer with a team.</summary>
    public static Answer Answer(int status, Team team) => new(status, Json.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", team.Id);
        json.WriteString("name", team.Name);
        json.WriteString("default_country", team.DefaultCountry);
        if (team.Deleting)
        {
            json.WriteString("state", "deleting");
        }

        json.WriteEndObject();
    }));

    /// <summary>Writes a key without its secret, or once with its text.</summary>
    public static void Write(Utf8JsonWriter json, ApiKey key, string? text = null)
    {
        json.WriteStartObject();
        json.WriteString("id", key.Id);
        json.WriteString("name", key.Name);
        json.WriteString("role", key.Role.Name());
        json.WriteBoolean("allow_query_token", key.AllowQueryToken);
        if (text is not null)
        {
            json.WriteString("key", text);
        }

        json.WriteString("created_at", Timestamp.Format(key.CreatedAt));
        json.WriteEndObject();
    }

    /// <summary>A text member; null when absent or null, an error when it is something else.</summary>
    public static (string? Text, ApiError? Error) Text(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return (null, ApiErrors.InvalidBody("The body is an object."));
        }

        return !json.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null ? (null, null)
            : PropertyInput.Of(member).TryGetText(out var text) ? (text, null)
            : (null, ApiErrors.InvalidValue("/" + name, $"'{name}' takes a string."));
    }
}
