using System.Buffers;
using System.Text.Json;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Exports;

/// <summary>Writes contacts as NDJSON, each line <c>{"default": {…}, "list": {…}}</c>: an element of an import's <c>objects</c>, so without read-only properties.</summary>
internal sealed class NdjsonWriter(ExportSelection selection) : IContactWriter
{
    private readonly PropertyDefinition[] columns = [.. selection.Columns.Where(c => !c.ReadOnly)];

    /// <inheritdoc/>
    public void WriteHead(IBufferWriter<byte> to)
    {
    }

    /// <inheritdoc/>
    public void Write(Contact contact, IBufferWriter<byte> to)
    {
        using (var json = new Utf8JsonWriter(to, Json.Writing))
        {
            json.WriteStartObject();
            WriteDefault(contact, json);
            WriteLists(contact, json);
            json.WriteEndObject();
        }

        to.Write("\n"u8);
    }

    private void WriteDefault(Contact contact, Utf8JsonWriter json)
    {
        var withoutFullName = selection.LeavesFullNameOut(contact, emptyIsAbsent: false);
        json.WriteStartObject("default");
        foreach (var column in columns)
        {
            if (contact.ValueOf(column) is { } value)
            {
                if (!withoutFullName || column.Slug != "full_name")
                {
                    json.WritePropertyName(column.Slug);
                    value.WriteTo(json);
                }
            }
            else if (IsWithoutPrimary(contact, column.Slug))
            {
                json.WriteNull(column.Slug);
            }
        }

        json.WriteEndObject();
    }

    /// <summary>A list alone would make its first entry primary.</summary>
    private static bool IsWithoutPrimary(Contact contact, string slug) => slug switch
    {
        "email" => contact.Emails.Count > 0,
        "phone" => contact.Phones.Count > 0,
        _ => false,
    };

    private void WriteLists(Contact contact, Utf8JsonWriter json)
    {
        json.WriteStartObject("list");
        foreach (var (list, values) in contact.Lists)
        {
            json.WriteStartObject(list);
            foreach (var (slug, value) in values)
            {
                if (selection.Schema.Find(slug) is { ReadOnly: false })
                {
                    json.WritePropertyName(slug);
                    value.WriteTo(json);
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
