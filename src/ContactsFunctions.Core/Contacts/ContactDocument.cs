using System.Text.Json;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Contacts;

/// <summary>The stored JSON of a contact: camel case, absent members left out.</summary>
public static class ContactDocument
{
    /// <summary>Writes the body of the contact's document.</summary>
    public static byte[] Write(Contact contact)
    {
        return Json.Write(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("sequenceNumber", contact.SequenceNumber);
            WriteValues(json, "properties", contact.Properties);
            WriteLists(json, contact);
            WriteEmails(json, contact);
            WritePhones(json, contact);
            WriteTexts(json, "tags", contact.Tags);
            WriteRelationships(json, contact);
            if (contact.Metadata.ValueKind != JsonValueKind.Undefined)
            {
                json.WritePropertyName("metadata");
                contact.Metadata.WriteTo(json);
            }

            WriteText(json, "externalId", contact.ExternalId);
            WriteText(json, "source", contact.Source);
            json.WriteString("createdAt", Timestamp.Format(contact.CreatedAt));
            json.WriteString("updatedAt", Timestamp.Format(contact.UpdatedAt));
            if (contact.DeletedAt is { } deleted)
            {
                json.WriteString("softDeletedAt", Timestamp.Format(deleted));
            }

            json.WriteEndObject();
        });
    }

    /// <summary>Reads what <see cref="Write"/> wrote; members of the engine are passed over.</summary>
    public static Contact Read(string id, ReadOnlyMemory<byte> body)
    {
        var json = new Utf8JsonReader(body.Span);
        var contact = new Contact(Guid.Parse(id), default);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            contact = ReadMember(ref json, contact);
        }

        return contact;
    }

    private static Contact ReadMember(ref Utf8JsonReader json, Contact contact)
    {
        if (json.ValueTextEquals("properties"u8))
        {
            json.Read();
            return contact with { Properties = ReadValues(ref json) };
        }

        var name = json.GetString();
        json.Read();
        switch (name)
        {
            case "sequenceNumber": return contact with { SequenceNumber = json.GetInt64() };
            case "lists": return contact with { Lists = ReadMap(ref json, ReadValues) };
            case "emails": return contact with { Emails = ReadEmails(ref json) };
            case "phones": return contact with { Phones = ReadPhones(ref json) };
            case "tags": return contact with { Tags = ReadTexts(ref json) };
            case "relationships": return contact with { Relationships = ReadMap(ref json, ReadTexts) };
            case "metadata": return contact with { Metadata = JsonElement.ParseValue(ref json) };
            case "externalId": return contact with { ExternalId = json.GetString() };
            case "source": return contact with { Source = json.GetString() };
            case "createdAt": return contact with { CreatedAt = json.GetDateTimeOffset() };
            case "updatedAt": return contact with { UpdatedAt = json.GetDateTimeOffset() };
            case "softDeletedAt": return contact with { DeletedAt = json.GetDateTimeOffset() };
            default:
                json.Skip();
                return contact;
        }
    }

    private delegate T ReadOne<T>(ref Utf8JsonReader json);

    private static Dictionary<string, T> ReadMap<T>(ref Utf8JsonReader json, ReadOne<T> read)
    {
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var key = json.GetString()!;
            json.Read();
            map[key] = read(ref json);
        }

        return map;
    }

    private static IReadOnlyDictionary<string, PropertyValue> ReadValues(ref Utf8JsonReader json) => ReadMap(ref json, PropertyValue.Read);

    private static IReadOnlyList<string> ReadTexts(ref Utf8JsonReader json)
    {
        var texts = new List<string>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(json.GetString()!);
        }

        return texts;
    }

    private static List<ContactEmail> ReadEmails(ref Utf8JsonReader json)
    {
        var emails = new List<ContactEmail>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            var email = new ContactEmail(Guid.Empty, "", "other", false, default);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.GetString();
                json.Read();
                email = name switch
                {
                    "id" => email with { Id = json.GetGuid() },
                    "address" => email with { Address = json.GetString()! },
                    "type" => email with { Type = json.GetString()! },
                    "primary" => email with { Primary = json.GetBoolean() },
                    "createdAt" => email with { CreatedAt = json.GetDateTimeOffset() },
                    _ => email,
                };
            }

            emails.Add(email);
        }

        return emails;
    }

    private static List<ContactPhone> ReadPhones(ref Utf8JsonReader json)
    {
        var phones = new List<ContactPhone>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            var phone = new ContactPhone(Guid.Empty, "", null, "other", false, default);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.GetString();
                json.Read();
                phone = name switch
                {
                    "id" => phone with { Id = json.GetGuid() },
                    "number" => phone with { Number = json.GetString()! },
                    "e164" => phone with { E164 = json.GetString() },
                    "type" => phone with { Type = json.GetString()! },
                    "primary" => phone with { Primary = json.GetBoolean() },
                    "createdAt" => phone with { CreatedAt = json.GetDateTimeOffset() },
                    _ => phone,
                };
            }

            phones.Add(phone);
        }

        return phones;
    }

    private static void WriteLists(Utf8JsonWriter json, Contact contact)
    {
        if (contact.Lists.Count == 0)
        {
            return;
        }

        json.WriteStartObject("lists");
        foreach (var (list, values) in contact.Lists)
        {
            WriteValues(json, list, values);
        }

        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, PropertyValue> values)
    {
        json.WriteStartObject(name);
        foreach (var (slug, value) in values)
        {
            json.WritePropertyName(slug);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteEmails(Utf8JsonWriter json, Contact contact)
    {
        if (contact.Emails.Count == 0)
        {
            return;
        }

        json.WriteStartArray("emails");
        foreach (var email in contact.Emails)
        {
            json.WriteStartObject();
            json.WriteString("id", email.Id);
            json.WriteString("address", email.Address);
            WritePart(json, email.Type, email.Primary, email.CreatedAt);
        }

        json.WriteEndArray();
    }

    private static void WritePhones(Utf8JsonWriter json, Contact contact)
    {
        if (contact.Phones.Count == 0)
        {
            return;
        }

        json.WriteStartArray("phones");
        foreach (var phone in contact.Phones)
        {
            json.WriteStartObject();
            json.WriteString("id", phone.Id);
            json.WriteString("number", phone.Number);
            WriteText(json, "e164", phone.E164);
            WritePart(json, phone.Type, phone.Primary, phone.CreatedAt);
        }

        json.WriteEndArray();
    }

    private static void WritePart(Utf8JsonWriter json, string type, bool primary, DateTimeOffset createdAt)
    {
        json.WriteString("type", type);
        json.WriteBoolean("primary", primary);
        json.WriteString("createdAt", Timestamp.Format(createdAt));
        json.WriteEndObject();
    }

    private static void WriteRelationships(Utf8JsonWriter json, Contact contact)
    {
        if (contact.Relationships.Count == 0)
        {
            return;
        }

        json.WriteStartObject("relationships");
        foreach (var (name, ids) in contact.Relationships)
        {
            json.WriteStartArray(name);
            foreach (var id in ids)
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
