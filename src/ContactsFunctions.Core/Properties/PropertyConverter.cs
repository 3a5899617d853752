using System.Text.Json;
using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Properties;

/// <summary>What became of an input: a value, absence (both null), or a sentence that says what is wrong with it.</summary>
public readonly record struct Conversion(PropertyValue? Value, string? Error, bool TooMany = false)
{
    /// <summary>An input that its property refuses.</summary>
    public static Conversion Refuse(string error) => new(null, error);
}

/// <summary>Turns what clients send into stored values: one place for every API, for imports and for the operands of filters.</summary>
public static class PropertyConverter
{
    /// <summary>The most values of one property on a contact.</summary>
    public const int MaxValues = 100;

    /// <summary>Converts an input to a value of the property. A string is converted for every type; another wrong JSON type is refused.</summary>
    public static Conversion Convert(PropertyDefinition definition, PropertyInput input, Schema schema)
    {
        if (input.IsAbsent)
        {
            return default;
        }

        if (!definition.Multiple)
        {
            return input.Kind == JsonValueKind.Array ? Conversion.Refuse("takes a single value, not a list") : ConvertOne(definition, input, schema);
        }

        var elements = input.Elements;
        if (elements.Count > MaxValues)
        {
            return new Conversion(null, $"takes at most {MaxValues} values", TooMany: true);
        }

        var values = new List<PropertyValue>(elements.Count);
        foreach (var element in elements)
        {
            var one = element.Kind is JsonValueKind.Null or JsonValueKind.Array
                ? Conversion.Refuse("takes a list of values, none of them null or a list")
                : ConvertOne(definition, element, schema);
            if (one.Error is not null)
            {
                return one;
            }

            if (one.Value is { } value && !(IsSet(definition) && values.Contains(value)))
            {
                values.Add(value);
            }
        }

        return values.Count == 0 ? default : new Conversion(new PropertyValue.Many(values), null);
    }

    /// <summary>Converts one element, whether the property is multi-valued or not.</summary>
    public static Conversion ConvertOne(PropertyDefinition definition, PropertyInput input, Schema schema)
    {
        if (definition.Reference)
        {
            return Reference(input);
        }

        switch (definition.Type)
        {
            case PropertyType.Checkbox: return Checkbox(input);
            case PropertyType.Number or PropertyType.Currency: return Number(input);
            case PropertyType.Address or PropertyType.FullName: return Object(definition.Type, input);
        }

        if (input.Kind != JsonValueKind.String)
        {
            return Conversion.Refuse("takes a string");
        }

        if (!input.TryGetText(out var text) || !TextFold.IsWellFormed(text))
        {
            return Conversion.Refuse("holds U+0000 or a lone surrogate, which text cannot have");
        }

        return definition.Type switch
        {
            PropertyType.Email => EmailAddress.Normalize(text) is { } address ? Value(address) : Conversion.Refuse("takes an e-mail address"),
            PropertyType.Telephone => Telephone(text, schema.DefaultCountry),
            PropertyType.Url => WebUrl.IsValid(text) ? Value(text) : Conversion.Refuse("takes an absolute http or https URL of at most 2,048 characters"),
            PropertyType.DateTime => Timestamp.TryParse(text, out var time) ? Value(Timestamp.Format(time)) : Conversion.Refuse("takes a time as in RFC 3339, such as 2026-01-31T10:00:00Z"),
            PropertyType.SingleSelect or PropertyType.MultiSelect => Option(definition, text),
            _ => Value(text),
        };
    }

    private static bool IsSet(PropertyDefinition definition) => definition.Type.IsSelect() || definition.Slug == "tags";

    private static Conversion Value(string text) => new(new PropertyValue.Text(text), null);

    private static Conversion Telephone(string text, string country) =>
        PhoneNumber.HasDigit(text) ? Value(PhoneNumber.ToE164(text, country) ?? text) : Conversion.Refuse("takes a phone number, which has a digit");

    private static Conversion Option(PropertyDefinition definition, string text)
    {
        if (definition.FindOption(text) is { } option)
        {
            return Value(option.Slug);
        }

        var some = string.Join(", ", definition.Options.Take(10).Select(o => $"'{o.Slug}'"));
        return Conversion.Refuse($"has no such option; {(some.Length == 0 ? "it has none yet" : $"its options: {some}{(definition.Options.Count > 10 ? ", …" : "")}")}");
    }

    private static Conversion Checkbox(PropertyInput input)
    {
        bool? flag = input.Kind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when input.TryGetText(out var text) && bool.TryParse(text, out var parsed) => parsed,
            _ => null,
        };
        return flag is { } value ? new Conversion(new PropertyValue.Flag(value), null) : Conversion.Refuse("takes true or false");
    }

    private static Conversion Number(PropertyInput input)
    {
        var literal = input.Kind == JsonValueKind.Number ? input.NumberLiteral : input.TryGetText(out var text) ? text : "";
        return JsonNumber.TryRead(literal, out var number)
            ? new Conversion(new PropertyValue.Number(number), null)
            : Conversion.Refuse("takes a number that an IEEE double holds exactly as written");
    }

    private static Conversion Reference(PropertyInput input)
    {
        if (input.Kind == JsonValueKind.Object)
        {
            input = input.Json.TryGetProperty("id", out var id) ? PropertyInput.Of(id) : default;
        }

        return input.TryGetText(out var text) && Guid.TryParseExact(text, "D", out var uuid)
            ? Value(uuid.ToString())
            : Conversion.Refuse("takes a UUID");
    }

    private static Conversion Object(PropertyType type, PropertyInput input)
    {
        if (input.Kind == JsonValueKind.String)
        {
            if (!input.TryGetText(out var text) || !TextFold.IsWellFormed(text))
            {
                return Conversion.Refuse("takes an object, or an object as JSON text");
            }

            try
            {
                using var parsed = JsonDocument.Parse(text);
                return Object(type, PropertyInput.Of(parsed.RootElement.Clone()), fromText: true);
            }
            catch (JsonException)
            {
                return Conversion.Refuse("takes an object, or an object as JSON text");
            }
        }

        return Object(type, input, fromText: false);
    }

    private static Conversion Object(PropertyType type, PropertyInput input, bool fromText)
    {
        if (input.Kind != JsonValueKind.Object)
        {
            return Conversion.Refuse(fromText ? "takes an object, or an object as JSON text" : "takes an object");
        }

        return type == PropertyType.FullName ? NameOf(input.Json) : AddressOf(input.Json);
    }

    private static Conversion NameOf(JsonElement json)
    {
        var wrong = "";
        var name = new PropertyValue.Name(Part(json, "first_name", ref wrong), Part(json, "last_name", ref wrong));
        return wrong.Length > 0 ? Conversion.Refuse($"'{wrong}' takes text") : new Conversion(name == new PropertyValue.Name(null, null) ? null : name, null);
    }

    private static Conversion AddressOf(JsonElement json)
    {
        var wrong = "";
        var country = Part(json, "country", ref wrong)?.ToUpperInvariant();
        var address = new PropertyValue.Address(
            Part(json, "street", ref wrong), Part(json, "street2", ref wrong), Part(json, "city", ref wrong), Part(json, "state", ref wrong),
            Part(json, "postal_code", ref wrong), country, Degrees(json, "latitude", 90, ref wrong), Degrees(json, "longitude", 180, ref wrong));
        if (wrong.Length > 0)
        {
            return Conversion.Refuse($"'{wrong}' is not a part of an address as it should be: texts, latitude -90 to 90, longitude -180 to 180");
        }

        if (country is not null && !Countries.IsCode(country))
        {
            return Conversion.Refuse("'country' takes an ISO 3166-1 alpha-2 code");
        }

        return new Conversion(address == new PropertyValue.Address(null, null, null, null, null, null, null, null) ? null : address, null);
    }

    private static string? Part(JsonElement json, string name, ref string wrong)
    {
        if (!json.TryGetProperty(name, out var part) || part.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (PropertyInput.Of(part).TryGetText(out var text) && TextFold.IsWellFormed(text))
        {
            return text;
        }

        wrong = name;
        return null;
    }

    private static double? Degrees(JsonElement json, string name, double most, ref string wrong)
    {
        if (!json.TryGetProperty(name, out var part) || part.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (Number(PropertyInput.Of(part)).Value is PropertyValue.Number number && Math.Abs(number.Value) <= most)
        {
            return number.Value;
        }

        wrong = name;
        return null;
    }
}
