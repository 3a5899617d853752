using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Tests.Meaning;

/// <summary>What clients could write of a contact, under <see cref="MeaningSchema"/>.</summary>
public static class RandomContacts
{
    private static readonly Gen<double> Numbers = Gen.OneOf(
        Gen.Choose(-3, 12).Select(n => (double)n),
        Gen.Elements(0.1, -2.5, 1e-7, 9007199254740991, -9007199254740991, double.MaxValue, double.MinValue, double.Epsilon, 123456789.125));

    private static readonly Gen<string> Times = Gen.OneOf(
        Gen.Elements("2024-02-29T10:00:00Z", "2024-02-29", "2024-02-29T12:00:00+02:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "2024-02-29T10:00:00.000001Z"),
        from day in Gen.Choose(1, 28) from hour in Gen.Choose(0, 23) select $"2025-01-{day:00}T{hour:00}:30:00Z");

    private static readonly Gen<string> Emails = Gen.Elements("ann@example.com", "ANN@Example.com", "bob@example.com", "zoë@example.com", "ann@example.org", "a.b+c@x.io");
    private static readonly Gen<string> Phones = Gen.Elements("(415) 555-2671", "+1 415 555 2671", "415-555-2672", "+49 30 1234567", "ask 77", "0800 FLOWERS 1", "12-34", "+442079460018");
    private static readonly Gen<string> Urls = Gen.Elements("https://example.com/a", "HTTPS://example.com/A", "http://example.com/?q=ß,1", "https://example.com/a/b");
    private static readonly Gen<string> Options = Gen.Elements("red", "green", "blue");

    /// <summary>The lists that contacts are on.</summary>
    public static IReadOnlyList<string> Lists { get; } = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"];

    /// <summary>A value of a property as a text, which is taken for every type.</summary>
    public static Gen<string> TextOf(PropertyDefinition definition) => definition switch
    {
        { Reference: true } => Gen.Elements("0d0e3f5c-2f0a-5d6b-8d57-7f1b64a3c9e2", "F47AC10B-58CC-4372-A567-0E02B2C3D479"),
        { Slug: "type" } => Gen.Elements("internal", "external", "vendor", "client"),
        { Type: PropertyType.Checkbox } => Gen.Elements("true", "false"),
        { Type: PropertyType.Number or PropertyType.Currency } => Numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture)),
        { Type: PropertyType.DateTime } => Times,
        { Type: PropertyType.Email } => Emails,
        { Type: PropertyType.Telephone } => Phones,
        { Type: PropertyType.Url } => Urls,
        { Type: PropertyType.SingleSelect or PropertyType.MultiSelect } => Options,
        { Type: PropertyType.FullName } => Gen.Constant("""{"first_name":"Ann"}"""),
        { Type: PropertyType.Address } => Gen.Constant("""{"city":"Oslo","country":"NO","latitude":59.9}"""),
        _ => RandomTexts.Any,
    };

    /// <summary>A contact to make; <paramref name="index"/> keeps its unique values apart.</summary>
    public static Gen<ContactValuesInput> One(int index, Schema schema)
    {
        var writable = schema.Definitions.Where(d => !d.ReadOnly && d.Slug is not ("email" or "emails" or "external_id")).Select(d => Member(d, index)).ToList();
        return
            from members in Gen.CollectToList(writable)
            from email in Gen.Choose(0, 2)
            from emails in Emails.ListOf()
            from external in Gen.Choose(0, 2)
            from lists in Gen.SubListOf<string>([.. Lists])
            select Input(members.OfType<KeyValuePair<string, JsonNode?>>().Concat(Uniques(index, email, emails, external)), lists);
    }

    private static Gen<KeyValuePair<string, JsonNode?>?> Member(PropertyDefinition definition, int index)
    {
        var present =
            from values in TextOf(definition).ListOf()
            from one in TextOf(definition)
            select (KeyValuePair<string, JsonNode?>?)KeyValuePair.Create<string, JsonNode?>(
                definition.Slug, definition.Multiple ? new JsonArray([.. values.Take(4).Select(v => (JsonNode?)v)]) : JsonValue.Create(one));
        return Gen.Frequency((3, present), (2, Gen.Constant((KeyValuePair<string, JsonNode?>?)null)));
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Uniques(int index, int email, IEnumerable<string> emails, int external)
    {
        if (email > 0)
        {
            yield return KeyValuePair.Create<string, JsonNode?>("emails", new JsonArray([.. emails.Take(3).Select(e => (JsonNode?)e)]));
            yield return KeyValuePair.Create<string, JsonNode?>("email", JsonValue.Create($"P{index}@example.com"));
        }

        if (external > 0)
        {
            yield return KeyValuePair.Create<string, JsonNode?>("external_id", JsonValue.Create(external == 1 ? $"x{index}" : $"X{index},é"));
        }
    }

    private static ContactValuesInput Input(IEnumerable<KeyValuePair<string, JsonNode?>> members, IEnumerable<string> lists) => new(
        [.. members.Select(m => KeyValuePair.Create(m.Key, PropertyInput.Of(JsonSerializer.SerializeToElement(m.Value))))],
        [.. lists.Select(l => KeyValuePair.Create<string, IReadOnlyList<KeyValuePair<string, PropertyInput>>?>(l, []))]);
}
