using System.Text.Json;
using ContactsFunctions.Core;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Queries;
using ContactsFunctions.Http;

namespace ContactsFunctions.Functions.Prism;

/// <summary>Writes contacts as Prism shows them: <c>{id, default, list}</c> for one, <c>{id, is_user_object, properties, source}</c> for rows.</summary>
public static class PrismContact
{
    /// <summary>The answer with one contact, its ETag, and its Location when it was made.</summary>
    public static Answer Answer(int status, ContactVersion version, Schema schema, PrismSelection select, string teamId) =>
        new Answer(status, Json.Write(json => Write(json, version.Contact, schema, select)))
            .With("ETag", version.ETag)
            .With("Location", status == 201 ? $"/v2/prism/{teamId}/contact/{version.Contact.Id}" : null);

    /// <summary>Writes <c>{id, default, list}</c>.</summary>
    public static void Write(Utf8JsonWriter json, Contact contact, Schema schema, PrismSelection select)
    {
        json.WriteStartObject();
        json.WriteString("id", contact.Id);
        WriteValues(json, "default", contact, schema, select);
        json.WriteStartObject("list");
        foreach (var (list, values) in contact.Lists)
        {
            json.WriteStartObject(list);
            foreach (var (slug, value) in values)
            {
                if (schema.Find(slug) is not null)
                {
                    json.WritePropertyName(slug);
                    value.WriteTo(json);
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The answer with a page of rows.</summary>
    public static Answer Page(ContactPage page, Schema schema, PrismSelection select) => new(200, Json.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var version in page.Contacts)
        {
            json.WriteStartObject();
            json.WriteString("id", version.Contact.Id);
            json.WriteBoolean("is_user_object", false);
            WriteValues(json, "properties", version.Contact, schema, select);
            json.WriteNull("source");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("has_more", page.HasMore);
        json.WriteString("next_cursor", page.NextCursor);
        if (page.Total is { } total)
        {
            json.WriteNumber("total", total);
        }
        else
        {
            json.WriteNull("total");
        }

        json.WriteEndObject();
    }));

    private static void WriteValues(Utf8JsonWriter json, string name, Contact contact, Schema schema, PrismSelection select)
    {
        json.WriteStartObject(name);
        foreach (var definition in schema.Definitions)
        {
            if (!select.Includes(definition.Slug) || contact.ValueOf(definition) is not { } value)
            {
                continue;
            }

            json.WritePropertyName(definition.Slug);
            if (definition.Reference)
            {
                WriteReference(json, ((PropertyValue.Text)value).Value, contact, select);
            }
            else
            {
                value.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter json, string id, Contact contact, PrismSelection select)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteStartObject("properties");
        if (select.Includes("account_id", "external_id") && contact.Properties.GetValueOrDefault("account_external_id") is PropertyValue.Text external)
        {
            json.WriteString("external_id", external.Value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
