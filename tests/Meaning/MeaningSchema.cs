using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Tests.Meaning;

/// <summary>A property of every type, and one of several values of every type that can have them.</summary>
public static class MeaningSchema
{
    public static IReadOnlyList<PropertyDefinition> Definitions { get; } =
    [
        .. Enum.GetValues<PropertyType>().Select(type => Make("one_" + type.Name().ToLowerInvariant(), type, type == PropertyType.MultiSelect)),
        .. Enum.GetValues<PropertyType>().Where(type => type != PropertyType.MultiSelect).Select(type => Make("many_" + type.Name().ToLowerInvariant(), type, true)),
    ];

    public static Schema Schema { get; } = new(Definitions, "US");

    private static PropertyDefinition Make(string slug, PropertyType type, bool multiple) => new(VersionedUuid.Version5(Guid.Empty, slug), slug, type)
    {
        Label = slug,
        Multiple = multiple,
        Currency = type == PropertyType.Currency ? "EUR" : null,
        HandleService = type == PropertyType.SocialHandle ? "TWITTER" : null,
        Options = type.IsSelect() ? [.. new[] { "red", "green", "blue" }.Select(o => new SelectOption(VersionedUuid.Version5(Guid.Empty, slug + o), o, "Colour " + o, null))] : [],
    };
}
