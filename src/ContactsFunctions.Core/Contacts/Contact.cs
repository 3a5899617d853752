using System.Text.Json;
using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Contacts;

/// <summary>The canonical contact that all five APIs read and write. Immutable; a change makes another.</summary>
public sealed record Contact(Guid Id, DateTimeOffset CreatedAt)
{
    /// <summary>The document's kind.</summary>
    public const string Kind = "contact";

    /// <summary>The integer that the Directory API shows as the id; unique in the team.</summary>
    public long SequenceNumber { get; init; }

    /// <summary>Values by slug, as given: custom properties (those of deleted definitions too), and system ones that have no field here.</summary>
    public IReadOnlyDictionary<string, PropertyValue> Properties { get; init; } = new Dictionary<string, PropertyValue>();

    /// <summary>Lists that the contact is on, by their UUID, with the values it has there.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, PropertyValue>> Lists { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, PropertyValue>>();

    /// <summary>In the order written; at most one is primary.</summary>
    public IReadOnlyList<ContactEmail> Emails { get; init; } = [];

    /// <summary>In the order written; at most one is primary.</summary>
    public IReadOnlyList<ContactPhone> Phones { get; init; } = [];

    /// <summary>Tags, each once.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Ids of related objects by the relationship's name: <c>account</c> (several), <c>owner</c> (one).</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Relationships { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The Directory API's free object; undefined when there is none.</summary>
    public JsonElement Metadata { get; init; }

    /// <summary>The id that another system gave it; unique in the team.</summary>
    public string? ExternalId { get; init; }

    /// <summary>manual, import, api or sync.</summary>
    public string? Source { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; } = CreatedAt;

    /// <summary>When it was soft-deleted; null while it lives.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The name as shown: what was given, and what is missing derived.</summary>
    public ContactName Name => ContactName.Of(Text("full_name"), Text("first_name"), Text("last_name"));

    /// <summary>The primary e-mail address.</summary>
    public ContactEmail? PrimaryEmail => Emails.FirstOrDefault(e => e.Primary);

    /// <summary>The primary phone.</summary>
    public ContactPhone? PrimaryPhone => Phones.FirstOrDefault(p => p.Primary);

    private string? Text(string slug) => Properties.TryGetValue(slug, out var value) && value is PropertyValue.Text text ? text.Value : null;
}

/// <summary>An e-mail address of a contact.</summary>
/// <param name="Address">In lower case.</param>
/// <param name="Type">work, personal or other.</param>
public sealed record ContactEmail(Guid Id, string Address, string Type, bool Primary, DateTimeOffset CreatedAt);

/// <summary>A telephone number of a contact.</summary>
/// <param name="Number">As entered.</param>
/// <param name="E164">Null when the number cannot be read.</param>
/// <param name="Type">mobile, work, home, fax or other.</param>
public sealed record ContactPhone(Guid Id, string Number, string? E164, string Type, bool Primary, DateTimeOffset CreatedAt)
{
    /// <summary>What APIs show: the E.164 form where known, else as entered.</summary>
    public string Shown => E164 ?? Number;
}
