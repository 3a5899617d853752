using System.Text.Json;

namespace ContactsFunctions.Core.Properties;

/// <summary>The team's definitions as one document, id <c>schema</c>.</summary>
public static class SchemaDocument
{
    /// <summary>The document's id.</summary>
    public const string Id = "schema";

    /// <summary>The document's kind.</summary>
    public const string Kind = "schema";

    /// <summary>Writes the custom definitions, tombstones among them.</summary>
    public static byte[] Write(IReadOnlyList<PropertyDefinition> custom)
    {
        return Json.Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("definitions");
            foreach (var definition in custom)
            {
                WriteDefinition(json, definition);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IReadOnlyList<PropertyDefinition> Read(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return [.. document.RootElement.GetProperty("definitions").EnumerateArray().Select(ReadDefinition)];
    }

    /// <summary>
    /// Writes a definition as the properties endpoints show it: id, slug, label, description, type, multiple, options, currency,
    /// handle_service, unique, required, read_only, system. A tombstone has <c>deleted</c> as well.
    /// </summary>
    public static void WriteDefinition(Utf8JsonWriter json, PropertyDefinition definition)
    {
        json.WriteStartObject();
        json.WriteString("id", definition.Id);
        json.WriteString("slug", definition.Slug);
        json.WriteString("label", definition.Label);
        json.WriteString("description", definition.Description);
        json.WriteString("type", definition.Type.Name());
        json.WriteBoolean("multiple", definition.Multiple);
        json.WriteStartArray("options");
        foreach (var option in definition.Options)
        {
            json.WriteStartObject();
            json.WriteString("id", option.Id);
            json.WriteString("slug", option.Slug);
            json.WriteString("label", option.Label);
            json.WriteString("description", option.Description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("currency", definition.Currency);
        json.WriteString("handle_service", definition.HandleService);
        json.WriteBoolean("unique", definition.Unique);
        json.WriteBoolean("required", definition.Required);
        json.WriteBoolean("read_only", definition.ReadOnly);
        json.WriteBoolean("system", definition.System);
        if (definition.Deleted)
        {
            json.WriteBoolean("deleted", true);
        }

        json.WriteEndObject();
    }

    private static PropertyDefinition ReadDefinition(JsonElement json)
    {
        var name = json.GetProperty("type").GetString()!;
        if (!PropertyTypes.TryParse(name, out var type))
        {
            throw new InvalidDataException($"The stored schema has a property type '{name}' that this version does not know.");
        }

        return new PropertyDefinition(json.GetProperty("id").GetGuid(), json.GetProperty("slug").GetString()!, type)
        {
            Label = json.GetProperty("label").GetString()!,
            Description = json.GetProperty("description").GetString(),
            Multiple = json.GetProperty("multiple").GetBoolean(),
            Options = [.. json.GetProperty("options").EnumerateArray().Select(ReadOption)],
            Currency = json.GetProperty("currency").GetString(),
            HandleService = json.GetProperty("handle_service").GetString(),
            Unique = json.GetProperty("unique").GetBoolean(),
            Required = json.GetProperty("required").GetBoolean(),
            ReadOnly = json.GetProperty("read_only").GetBoolean(),
            Deleted = json.TryGetProperty("deleted", out var deleted) && deleted.GetBoolean(),
        };
    }

    private static SelectOption ReadOption(JsonElement json) => new(
        json.GetProperty("id").GetGuid(), json.GetProperty("slug").GetString()!, json.GetProperty("label").GetString()!, json.GetProperty("description").GetString());
}
