using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Contacts;

/// <summary>A unique value of a contact and the reservation that holds it.</summary>
/// <param name="Id">The reservation's document id, <c>unique:{slug}:{hash of the search form}</c>.</param>
/// <param name="Slug">The property.</param>
/// <param name="Value">The value as stored, for messages.</param>
public sealed record UniqueValue(string Id, string Slug, string Value);

/// <summary>Which unique values a contact holds, and the documents that hold them.</summary>
public static class UniqueValues
{
    /// <summary>The kind of a reservation.</summary>
    public const string ReservationKind = "reservation";

    /// <summary>The most characters of a unique value.</summary>
    public const int MaxLength = 512;

    /// <summary>The reservations of a contact; a soft-deleted one holds none.</summary>
    public static IReadOnlyList<UniqueValue> Of(Contact contact, Schema schema) => contact.DeletedAt is not null
        ? []
        : [.. from definition in schema.Unique
              let value = contact.ValueOf(definition)
              where value is not null
              select new UniqueValue($"unique:{definition.Slug}:{SearchForm.Hash(SearchForm.Of(definition, value))}", definition.Slug, Show(value))];

    /// <summary>The reservation's document.</summary>
    public static Document Reservation(string id, Guid contactId) =>
        new(id, ReservationKind, Json.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("contactId", contactId);
            json.WriteEndObject();
        }));

    /// <summary>The contact that a reservation or lock names.</summary>
    public static Guid HolderOf(StoredDocument reservation)
    {
        using var json = System.Text.Json.JsonDocument.Parse(reservation.Body);
        return json.RootElement.GetProperty("contactId").GetGuid();
    }

    private static string Show(PropertyValue value) => value switch
    {
        PropertyValue.Text text => text.Value,
        PropertyValue.Number number => number.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
