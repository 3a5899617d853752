using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Contacts;

/// <summary>Reads any property of a contact by its definition, as every API shows it and as filters see it.</summary>
public static class ContactValues
{
    /// <summary>The relationship of which <c>account_id</c> is the first id.</summary>
    public const string Account = "account";

    /// <summary>The value, or null when the contact has none. Phones come as shown, the primary e-mail and phone first.</summary>
    public static PropertyValue? ValueOf(this Contact contact, PropertyDefinition definition) => !definition.System ? contact.Properties.GetValueOrDefault(definition.Slug) : definition.Slug switch
    {
        "full_name" => Text(contact.Name.Full),
        "first_name" => Text(contact.Name.First),
        "last_name" => Text(contact.Name.Last),
        "email" => Text(contact.PrimaryEmail?.Address),
        "emails" => Many(contact.Emails.OrderByDescending(e => e.Primary).Select(e => e.Address)),
        "phone" => Text(contact.PrimaryPhone?.Shown),
        "phones" => Many(contact.Phones.OrderByDescending(p => p.Primary).Select(p => p.Shown)),
        "tags" => Many(contact.Tags),
        "external_id" => Text(contact.ExternalId),
        "account_id" => Text(contact.Relationships.GetValueOrDefault(Account)?.FirstOrDefault()),
        "source" => Text(contact.Source),
        "created_at" => Time(contact.CreatedAt),
        "updated_at" => Time(contact.UpdatedAt),
        "deleted_at" => contact.DeletedAt is { } deleted ? Time(deleted) : null,
        var slug => contact.Properties.GetValueOrDefault(slug),
    };

    private static PropertyValue.Text? Text(string? text) => text is null ? null : new PropertyValue.Text(text);

    private static PropertyValue.Text Time(DateTimeOffset time) => new(Timestamp.Format(time));

    private static PropertyValue.Many? Many(IEnumerable<string> texts)
    {
        var values = texts.Select(PropertyValue (t) => new PropertyValue.Text(t)).ToList();
        return values.Count == 0 ? null : new PropertyValue.Many(values);
    }
}
