namespace ContactsFunctions.Core.Properties;

/// <summary>Why a definition cannot be made, changed or deleted.</summary>
/// <param name="Code">invalid_value, fixed_member, slug_taken, limit_exceeded, option_in_use, property_in_use, not_found, read_only_property.</param>
/// <param name="Member">The member of the body it is about.</param>
public sealed record DefinitionError(string Code, string Message, string? Member = null)
{
    /// <summary>A member with an impossible value.</summary>
    public static DefinitionError Invalid(string member, string why) => new("invalid_value", $"'{member}' {why}.", member);

    /// <summary>A member that never changes.</summary>
    public static DefinitionError Fixed(string member) => new("fixed_member", $"'{member}' cannot change once the property is made; leave it out.", member);

    /// <summary>No such property.</summary>
    public static DefinitionError Absent { get; } = new("not_found", "There is no such property in this team.");

    /// <summary>A system property.</summary>
    public static DefinitionError System { get; } = new("fixed_member", "This property belongs to every team and cannot be changed or deleted.");

    /// <summary>Contacts hold values.</summary>
    public static DefinitionError InUse { get; } = new("property_in_use", "Contacts have values of this property; with 'force=true' it is deleted and the values are hidden.");

    /// <summary>Contacts have the option.</summary>
    public static DefinitionError OptionInUse(string slug) =>
        new("option_in_use", $"Contacts have the option '{slug}'; keep it, or send 'force=true' to drop it all the same.", "options");
}
