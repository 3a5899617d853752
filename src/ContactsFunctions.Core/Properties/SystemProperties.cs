using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Properties;

/// <summary>The properties that every team has, and the slugs that no custom property may take.</summary>
public static class SystemProperties
{
    private static readonly Guid Namespace = new("6f6d6b8e-2c6b-5d0f-9a43-5a7a7f0c9b11");

    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<PropertyDefinition> All { get; } =
    [
        Text("full_name", "Full name"), Text("first_name", "First name"), Text("last_name", "Last name"),
        Text("mention_name", "Mention name"), Text("title", "Job title"), Text("company", "Company"),
        Text("department", "Department"), Text("city", "City"), Text("country", "Country"),
        Make("email", PropertyType.Email, "E-mail") with { Unique = true },
        Make("emails", PropertyType.Email, "E-mails") with { Multiple = true },
        Make("phone", PropertyType.Telephone, "Phone"),
        Make("phones", PropertyType.Telephone, "Phones") with { Multiple = true },
        Make("description", PropertyType.Markdown, "Description"),
        Make("linkedin", PropertyType.SocialHandle, "LinkedIn") with { HandleService = "LINKEDIN" },
        Make("twitter", PropertyType.SocialHandle, "Twitter") with { HandleService = "TWITTER" },
        Make("github", PropertyType.SocialHandle, "GitHub"),
        Make("photo_url", PropertyType.Url, "Photo"),
        Make("is_active", PropertyType.Checkbox, "Active"),
        Select("type", "Type", "internal", "external", "vendor", "client"),
        Text("tags", "Tags") with { Multiple = true },
        Text("external_id", "External id") with { Unique = true },
        Text("account_id", "Account") with { Reference = true },
        Text("account_external_id", "External id of the account"),
        Text("portal_role", "Portal role"), Text("portal_role_id", "Id of a custom portal role"),
        Select("source", "Source", "manual", "import", "api", "sync") with { ReadOnly = true },
        Text("import_job_id", "Import") with { ReadOnly = true },
        Make("created_at", PropertyType.DateTime, "Created") with { ReadOnly = true },
        Make("updated_at", PropertyType.DateTime, "Updated") with { ReadOnly = true },
        Make("deleted_at", PropertyType.DateTime, "Deleted") with { ReadOnly = true },
    ];

    /// <summary>Slugs that are parameters of an API and so cannot be properties.</summary>
    public static IReadOnlySet<string> Reserved { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "id", "q", "limit", "cursor", "sort", "select", "list_id", "include_total", "deleted", "token", "accesskey", "code", "format",
    };

    private static PropertyDefinition Make(string slug, PropertyType type, string label) =>
        new(VersionedUuid.Version5(Namespace, slug), slug, type) { Label = label, System = true };

    private static PropertyDefinition Text(string slug, string label) => Make(slug, PropertyType.Text, label);

    private static PropertyDefinition Select(string slug, string label, params string[] options) => Make(slug, PropertyType.SingleSelect, label) with
    {
        Options = [.. options.Select(o => new SelectOption(VersionedUuid.Version5(Namespace, slug + ":" + o), o, char.ToUpperInvariant(o[0]) + o[1..], null))],
    };
}
