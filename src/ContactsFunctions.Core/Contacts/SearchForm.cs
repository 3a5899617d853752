using System.Security.Cryptography;
using System.Text;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Contacts;

/// <summary>
/// The form in which values are compared, the same for what is stored and for operands: text folded (NFC, upper case) unless the property
/// is exact, phones as digits, everything cut at <see cref="SearchLength"/> code points.
/// </summary>
public static class SearchForm
{
    /// <summary>Code points of a text that can be searched.</summary>
    public const int SearchLength = 512;

    /// <summary>Code points of a text that take part in order.</summary>
    public const int SortLength = 100;

    /// <summary>The search value of a stored value; objects are only present.</summary>
    public static IndexValue Of(PropertyDefinition definition, PropertyValue value) => value switch
    {
        PropertyValue.Text text => OfText(definition, text.Value),
        PropertyValue.Number number => IndexValue.Of(number.Value),
        PropertyValue.Flag flag => IndexValue.Of(flag.Value),
        _ => IndexValue.Of(true),
    };

    /// <summary>The search value of a text of this property.</summary>
    public static IndexValue OfText(PropertyDefinition definition, string text) =>
        IndexValue.Of(CodePointOrder.Encode(TextFold.Cut(Fold(definition, text), SearchLength)));

    /// <summary>The sort key of a stored value; null for an object.</summary>
    public static string? SortKeyOf(PropertyDefinition definition, PropertyValue value, string id) => value switch
    {
        PropertyValue.Text text => SortKey.Of(CodePointOrder.Encode(TextFold.Cut(Fold(definition, text.Value), SortLength)), id),
        PropertyValue.Number number => SortKey.Of(number.Value, id),
        PropertyValue.Flag flag => SortKey.Of(flag.Value, id),
        _ => null,
    };

    /// <summary>A hash of a search value for document ids: 64 hexadecimal digits.</summary>
    public static string Hash(IndexValue value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value.Text ?? value.Number.ToString("R", System.Globalization.CultureInfo.InvariantCulture) + value.Kind)));

    private static string Fold(PropertyDefinition definition, string text) => definition.Type switch
    {
        PropertyType.Telephone => PhoneNumber.DigitsOf(text),
        PropertyType.Url or PropertyType.SingleSelect or PropertyType.MultiSelect or PropertyType.DateTime => text,
        PropertyType.Text when definition.System && (definition.Reference || definition.Slug.EndsWith("_id", StringComparison.Ordinal)) => text,
        _ => TextFold.Fold(text),
    };
}
