using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Contacts;

/// <summary>Every error of the write path and the sentence that its reader gets.</summary>
public static class ContactErrors
{
#pragma warning disable CS1591 // The names are the codes; the sentences below say what they mean.
    public const string InvalidValue = "invalid_value";
    public const string UnknownProperty = "unknown_property";
    public const string ReadOnlyProperty = "read_only_property";
    public const string RequiredProperty = "required_property";
    public const string LimitExceeded = "limit_exceeded";
    public const string UniqueValueTaken = "unique_value_taken";
    public const string MultipleMatches = "multiple_matches";
    public const string ValueMismatch = "value_mismatch";
    public const string NotFound = "not_found";
    public const string PreconditionFailed = "precondition_failed";
    public const string ContactTooLarge = "contact_too_large";
    public const string InvalidOperand = "invalid_operand";
    public const string Internal = "internal_error";
#pragma warning restore CS1591

    /// <summary>The largest stored contact in bytes.</summary>
    public const int MaxContactBytes = 256 * 1024;

    /// <summary>No contact of the team has the id, or it is soft-deleted.</summary>
    public static ContactError Absent(Guid id) => new(NotFound, $"There is no contact {id} in this team, or it is deleted.");

    /// <summary>The If-Match header names another version.</summary>
    public static ContactError Stale() => new(PreconditionFailed, "The contact has changed since the version in If-Match; read it again and repeat the change.");

    /// <summary>A value that the property refuses.</summary>
    public static ContactError Refused(string slug, string path, PropertyInput input, string why) =>
        new(InvalidValue, $"'{slug}' {why}.") { Property = slug, Path = path, Value = input.Show() };

    /// <summary>A slug without a definition.</summary>
    public static ContactError Unknown(string slug, string path, Schema schema) =>
        new(UnknownProperty, $"Invalid property: {schema.UnknownSlug(slug)}") { Property = slug, Path = path };

    /// <summary>A property that the product itself sets.</summary>
    public static ContactError ReadOnly(string slug, string path, PropertyInput input) =>
        new(ReadOnlyProperty, $"'{slug}' is read-only; leave it out.") { Property = slug, Path = path, Value = input.Show() };

    /// <summary>A required property without a value.</summary>
    public static ContactError Required(string slug) =>
        new(RequiredProperty, $"'{slug}' is required and cannot be without a value.") { Property = slug, Path = "default/" + slug };

    /// <summary>More than a contact can hold.</summary>
    public static ContactError Limit(string slug, string path, string why) => new(LimitExceeded, $"'{slug}' {why}.") { Property = slug, Path = path };

    /// <summary>Another contact holds the value.</summary>
    public static ContactError Taken(string slug, string value, Guid holder) =>
        new(UniqueValueTaken, $"Another contact, {holder}, has this value of '{slug}'; change that one, or send another value.")
        {
            Property = slug,
            Path = "default/" + slug,
            Value = value.Length <= 200 ? value : value[..200],
            Holder = holder,
        };

    /// <summary>Several contacts have the value that was to name one.</summary>
    public static ContactError Several(string slug) =>
        new(MultipleMatches, $"Several contacts have this value of '{slug}'; name the one that is meant by its id.") { Property = slug };

    /// <summary>The body of an upsert has another value than the one looked up.</summary>
    public static ContactError Mismatch(string slug) =>
        new(ValueMismatch, $"The body's value of '{slug}' is not the one in the path; leave it out, or send the same.") { Property = slug, Path = "default/" + slug };

    /// <summary>A looked-up value that cannot be of the property's type.</summary>
    public static ContactError Operand(string slug, string why) => new(InvalidOperand, $"'{slug}' {why}.") { Property = slug };

    /// <summary>The contact would be beyond <see cref="MaxContactBytes"/>.</summary>
    public static ContactError TooLarge() => new(ContactTooLarge, "A contact can hold 256 KB; this change would make it larger.");
}
