using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Contacts;

/// <summary>One thing to do to one contact. Every API, batch and import is a list of these.</summary>
public abstract record ContactChange
{
    /// <summary>Makes a contact.</summary>
    public sealed record Create(ContactValuesInput Values) : ContactChange
    {
        /// <summary>Who makes it.</summary>
        public ContactOrigin Origin { get; init; } = ContactOrigin.Api;
    }

    /// <summary>Changes a live contact. <paramref name="IfMatch"/> is an If-Match header's value, null for none.</summary>
    public sealed record Update(Guid Id, ContactValuesInput Values, string? IfMatch = null) : ContactChange;

    /// <summary>Finds the contact by a property's value; changes it, leaves it alone, or makes it when there is none.</summary>
    public sealed record Upsert(ContactMatch Match, ContactValuesInput Values) : ContactChange
    {
        /// <summary>Who makes it, when it is made.</summary>
        public ContactOrigin Origin { get; init; } = ContactOrigin.Api;

        /// <summary>False leaves a match as it is.</summary>
        public bool UpdateExisting { get; init; } = true;

        /// <summary>Whether a lock keeps two at once from making two contacts, where the property is not unique. Imports take none.</summary>
        public bool Lock { get; init; } = true;
    }

    /// <summary>Soft-deletes; also a contact that is soft-deleted already.</summary>
    public sealed record Delete(Guid Id, string? IfMatch = null) : ContactChange;

    /// <summary>Erases for good, also a soft-deleted contact.</summary>
    public sealed record Erase(Guid Id, string? IfMatch = null) : ContactChange;

    /// <summary>Brings a soft-deleted contact back; a live one stays as it is.</summary>
    public sealed record Restore(Guid Id) : ContactChange;

    /// <summary>Makes a copy without the unique values.</summary>
    public sealed record Duplicate(Guid Id) : ContactChange;

    /// <summary>A row that could not even be read; it is only reported.</summary>
    public sealed record Refused(ContactError Error) : ContactChange;
}

/// <summary>What is to be written: properties, and lists with their values.</summary>
/// <param name="Default">Slug and input, each slug once. An absent slug stays; null clears.</param>
/// <param name="Lists">List id and its values; null leaves the list.</param>
public sealed record ContactValuesInput(
    IReadOnlyList<KeyValuePair<string, PropertyInput>> Default,
    IReadOnlyList<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, PropertyInput>>?>> Lists)
{
    /// <summary>Nothing to write.</summary>
    public static ContactValuesInput Empty { get; } = new([], []);

    /// <summary>A list that what is created or updated joins, unless it is on it.</summary>
    public string? Join { get; init; }
}

/// <summary>Which contact is meant: the one with this value.</summary>
/// <param name="Slug">A property that can be compared.</param>
/// <param name="ListId">Only members of this list are looked at.</param>
/// <param name="IgnoreCase">False keeps only exact matches.</param>
public sealed record ContactMatch(string Slug, PropertyInput Value, string? ListId = null, bool IgnoreCase = true);

/// <summary>How a contact came to be.</summary>
/// <param name="Source">manual, import, api or sync.</param>
/// <param name="ImportJobId">The job that made it.</param>
public sealed record ContactOrigin(string Source, string? ImportJobId = null)
{
    /// <summary>Made by a program.</summary>
    public static ContactOrigin Api { get; } = new("api");
}
