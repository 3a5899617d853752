using System.Text.Json;

namespace ContactsFunctions.Core.Properties;

/// <summary>A value as it is stored: valid, normalised, never empty of meaning (absence is having no value). Compared by content.</summary>
public abstract record PropertyValue
{
    /// <summary>Text, an e-mail address, a URL, an option's slug, a phone, a time, or an id.</summary>
    public sealed record Text(string Value) : PropertyValue;

    /// <summary>A number or an amount.</summary>
    public sealed record Number(double Value) : PropertyValue;

    /// <summary>True or false.</summary>
    public sealed record Flag(bool Value) : PropertyValue;

    /// <summary>A postal address; at least one part is present.</summary>
    public sealed record Address(string? Street, string? Street2, string? City, string? State, string? PostalCode, string? Country, double? Latitude, double? Longitude) : PropertyValue;

    /// <summary>A name in two parts; at least one is present.</summary>
    public sealed record Name(string? FirstName, string? LastName) : PropertyValue;

    /// <summary>The values of a multi-valued property, at least one, none of them a list.</summary>
    public sealed record Many(IReadOnlyList<PropertyValue> Values) : PropertyValue
    {
        /// <inheritdoc/>
        public bool Equals(Many? other) => other is not null && Values.SequenceEqual(other.Values);

        /// <inheritdoc/>
        public override int GetHashCode() => Values.Aggregate(Values.Count, HashCode.Combine);
    }

    /// <summary>The values one by one: those of a list, or the value itself.</summary>
    public IReadOnlyList<PropertyValue> Elements => this is Many many ? many.Values : [this];

    /// <summary>Writes the stored form, which is also Prism's.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        switch (this)
        {
            case Text text: json.WriteStringValue(text.Value); break;
            case Number number: json.WriteNumberValue(number.Value); break;
            case Flag flag: json.WriteBooleanValue(flag.Value); break;
            case Address address: WriteAddress(json, address); break;
            case Name name:
                json.WriteStartObject();
                WriteText(json, "first_name", name.FirstName);
                WriteText(json, "last_name", name.LastName);
                json.WriteEndObject();
                break;
            case Many many:
                json.WriteStartArray();
                foreach (var value in many.Values)
                {
                    value.WriteTo(json);
                }

                json.WriteEndArray();
                break;
        }
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static PropertyValue Read(ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String: return new Text(json.GetString()!);
            case JsonTokenType.Number: return new Number(json.GetDouble());
            case JsonTokenType.True: return new Flag(true);
            case JsonTokenType.False: return new Flag(false);
            case JsonTokenType.StartArray:
                var values = new List<PropertyValue>();
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    values.Add(Read(ref json));
                }

                return new Many(values);
            default: return ReadObject(ref json);
        }
    }

    private static PropertyValue ReadObject(ref Utf8JsonReader json)
    {
        var address = new Address(null, null, null, null, null, null, null, null);
        Name? name = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var key = json.GetString();
            json.Read();
            switch (key)
            {
                case "first_name": name = (name ?? new Name(null, null)) with { FirstName = json.GetString() }; break;
                case "last_name": name = (name ?? new Name(null, null)) with { LastName = json.GetString() }; break;
                case "street": address = address with { Street = json.GetString() }; break;
                case "street2": address = address with { Street2 = json.GetString() }; break;
                case "city": address = address with { City = json.GetString() }; break;
                case "state": address = address with { State = json.GetString() }; break;
                case "postal_code": address = address with { PostalCode = json.GetString() }; break;
                case "country": address = address with { Country = json.GetString() }; break;
                case "latitude": address = address with { Latitude = json.GetDouble() }; break;
                case "longitude": address = address with { Longitude = json.GetDouble() }; break;
                default: json.Skip(); break;
            }
        }

        return name is null ? address : name;
    }

    private static void WriteAddress(Utf8JsonWriter json, Address address)
    {
        json.WriteStartObject();
        WriteText(json, "street", address.Street);
        WriteText(json, "street2", address.Street2);
        WriteText(json, "city", address.City);
        WriteText(json, "state", address.State);
        WriteText(json, "postal_code", address.PostalCode);
        WriteText(json, "country", address.Country);
        if (address.Latitude is { } latitude)
        {
            json.WriteNumber("latitude", latitude);
        }

        if (address.Longitude is { } longitude)
        {
            json.WriteNumber("longitude", longitude);
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
