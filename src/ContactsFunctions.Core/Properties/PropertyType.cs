namespace ContactsFunctions.Core.Properties;

/// <summary>The fourteen types of a property; on the wire their names are those of the CRM page (<see cref="PropertyTypes.Name"/>).</summary>
public enum PropertyType
{
    /// <summary>An object: street, street2, city, state, postal_code, country (ISO 3166-1 alpha-2), latitude, longitude.</summary>
    Address,

    /// <summary>True or false.</summary>
    Checkbox,

    /// <summary>An amount; the definition names the ISO 4217 currency.</summary>
    Currency,

    /// <summary>A point in time, RFC 3339, UTC with microseconds.</summary>
    DateTime,

    /// <summary>An e-mail address, kept in lower case.</summary>
    Email,

    /// <summary>An object: first_name, last_name.</summary>
    FullName,

    /// <summary>Text in Markdown.</summary>
    Markdown,

    /// <summary>Any of the definition's options.</summary>
    MultiSelect,

    /// <summary>An IEEE double.</summary>
    Number,

    /// <summary>One of the definition's options.</summary>
    SingleSelect,

    /// <summary>A handle on a social platform, kept as given.</summary>
    SocialHandle,

    /// <summary>A telephone number, kept in E.164 form where it can be read.</summary>
    Telephone,

    /// <summary>Plain text.</summary>
    Text,

    /// <summary>An absolute http or https URL, kept as given.</summary>
    Url,
}

/// <summary>The wire names of <see cref="PropertyType"/> and what each type allows.</summary>
public static class PropertyTypes
{
    private static readonly (PropertyType Type, string Name)[] Names =
    [
        (PropertyType.Address, "ADDRESS"), (PropertyType.Checkbox, "CHECKBOX"), (PropertyType.Currency, "CURRENCY"),
        (PropertyType.DateTime, "DATETIME"), (PropertyType.Email, "EMAIL"), (PropertyType.FullName, "FULL_NAME"),
        (PropertyType.Markdown, "MARKDOWN"), (PropertyType.MultiSelect, "MULTI_SELECT"), (PropertyType.Number, "NUMBER"),
        (PropertyType.SingleSelect, "SINGLE_SELECT"), (PropertyType.SocialHandle, "SOCIAL_HANDLE"),
        (PropertyType.Telephone, "TELEPHONE"), (PropertyType.Text, "TEXT"), (PropertyType.Url, "URL"),
    ];

    /// <summary>The name on the wire, such as <c>SINGLE_SELECT</c>.</summary>
    public static string Name(this PropertyType type) => Names[(int)type].Name;

    /// <summary>Reads a wire name exactly; false when there is no such type.</summary>
    public static bool TryParse(string name, out PropertyType type)
    {
        var index = Array.FindIndex(Names, n => n.Name == name);
        type = index < 0 ? default : Names[index].Type;
        return index >= 0;
    }

    /// <summary>Whether values are objects, of which only presence can be filtered.</summary>
    public static bool IsObject(this PropertyType type) => type is PropertyType.Address or PropertyType.FullName;

    /// <summary>Whether values are options of the definition.</summary>
    public static bool IsSelect(this PropertyType type) => type is PropertyType.SingleSelect or PropertyType.MultiSelect;

    /// <summary>Whether values are numbers.</summary>
    public static bool IsNumeric(this PropertyType type) => type is PropertyType.Number or PropertyType.Currency;
}
