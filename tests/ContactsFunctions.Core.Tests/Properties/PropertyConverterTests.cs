using System.Text;
using System.Text.Json;
using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Tests.Properties;

/// <summary>Each type: what it takes, what becomes of it, and what it refuses.</summary>
public sealed class PropertyConverterTests
{
    private static readonly SelectOption Red = new(new Guid("0d0e3f5c-2f0a-5d6b-8d57-7f1b64a3c9e2"), "red", "Dark Rêd", null);
    private static readonly SelectOption Green = new(new Guid("1d0e3f5c-2f0a-5d6b-8d57-7f1b64a3c9e2"), "green", "red", null);

    [Theory]
    [InlineData(PropertyType.Text, "\"a\"", "\"a\"")]
    [InlineData(PropertyType.Text, "\"\"", "\"\"")]
    [InlineData(PropertyType.Text, "\" é\\n\"", "\" é\\n\"")]
    [InlineData(PropertyType.Markdown, "\"# a\"", "\"# a\"")]
    [InlineData(PropertyType.SocialHandle, "\"@Ann\"", "\"@Ann\"")]
    [InlineData(PropertyType.Email, "\" Ann@X.IO \"", "\"ann@x.io\"")]
    [InlineData(PropertyType.Url, "\"https://X.io/A?b#c\"", "\"https://X.io/A?b#c\"")]
    [InlineData(PropertyType.Telephone, "\"(415) 555-2671\"", "\"+14155552671\"")]
    [InlineData(PropertyType.Telephone, "\"ask 77\"", "\"ask 77\"")]
    [InlineData(PropertyType.Checkbox, "true", "true")]
    [InlineData(PropertyType.Checkbox, "\"false\"", "false")]
    [InlineData(PropertyType.Checkbox, "\"TRUE\"", "true")]
    [InlineData(PropertyType.Number, "5", "5")]
    [InlineData(PropertyType.Number, "\"5\"", "5")]
    [InlineData(PropertyType.Number, "-0.0", "0")]
    [InlineData(PropertyType.Number, "1e3", "1000")]
    [InlineData(PropertyType.Currency, "19.99", "19.99")]
    [InlineData(PropertyType.Currency, "\"19.90\"", "19.9")]
    [InlineData(PropertyType.DateTime, "\"2026-01-31T10:00:00+02:00\"", "\"2026-01-31T08:00:00.000000Z\"")]
    [InlineData(PropertyType.DateTime, "\"2026-01-31T10:00:00\"", "\"2026-01-31T10:00:00.000000Z\"")]
    [InlineData(PropertyType.DateTime, "\"2026-01-31\"", "\"2026-01-31T00:00:00.000000Z\"")]
    [InlineData(PropertyType.SingleSelect, "\"red\"", "\"red\"")]
    [InlineData(PropertyType.SingleSelect, "\"DARK RE\\u0302D\"", "\"red\"")]
    [InlineData(PropertyType.SingleSelect, "\"1d0e3f5c-2f0a-5d6b-8d57-7f1b64a3c9e2\"", "\"green\"")]
    [InlineData(PropertyType.FullName, "{\"first_name\":\"Ann\",\"last_name\":null,\"other\":1}", "{\"first_name\":\"Ann\"}")]
    [InlineData(PropertyType.FullName, "\"{\\\"last_name\\\":\\\"Lee\\\"}\"", "{\"last_name\":\"Lee\"}")]
    [InlineData(PropertyType.Address, "{\"street\":\"1 A St\",\"city\":\"\",\"country\":\"no\",\"latitude\":\"59.9\",\"longitude\":-180}", "{\"street\":\"1 A St\",\"city\":\"\",\"country\":\"NO\",\"latitude\":59.9,\"longitude\":-180}")]
    [InlineData(PropertyType.Address, "{\"street2\":\"b\",\"state\":\"c\",\"postal_code\":\"d\"}", "{\"street2\":\"b\",\"state\":\"c\",\"postal_code\":\"d\"}")]
    public void A_type_takes_its_forms(PropertyType type, string input, string stored)
    {
        Assert.Equal(stored, Show(Convert(Define(type), input)));
        Assert.Equal($"[{stored}]", Show(Convert(Define(type) with { Multiple = true }, input)));
        Assert.Equal($"[{stored}]", Show(Convert(Define(type) with { Multiple = true }, $"[{input}]")));
        Assert.NotNull(Convert(Define(type), $"[{input}]").Error);
    }

    [Theory]
    [InlineData(PropertyType.Text, "5", "true", "{}", "\"\\u0000\"", "\"\\ud800\"")]
    [InlineData(PropertyType.Markdown, "5", "false", "{}", "\"a\\u0000\"")]
    [InlineData(PropertyType.SocialHandle, "5", "{}", "\"\\udc00\"")]
    [InlineData(PropertyType.Email, "5", "\"\"", "\"nobody\"", "\"a@\"", "\"a b@x.io\"")]
    [InlineData(PropertyType.Url, "5", "\"\"", "\"x.io\"", "\"ftp://x.io\"", "\"https://\"")]
    [InlineData(PropertyType.Telephone, "4155552671", "\"\"", "\"call me\"")]
    [InlineData(PropertyType.Checkbox, "1", "\"yes\"", "\"\"", "{}")]
    [InlineData(PropertyType.Number, "true", "\"\"", "\"5 \"", "\"five\"", "\"NaN\"", "{}", "9007199254740993", "1e400", "0.1000000000000000055511151231257827")]
    [InlineData(PropertyType.Currency, "false", "\"$5\"", "\"1,5\"")]
    [InlineData(PropertyType.DateTime, "1700000000", "\"\"", "\"yesterday\"", "\"2026-02-30\"")]
    [InlineData(PropertyType.SingleSelect, "1", "\"\"", "\"blue\"")]
    [InlineData(PropertyType.FullName, "1", "\"Ann Lee\"", "\"[]\"", "{\"first_name\":1}", "{\"last_name\":\"\\u0000\"}", "\"\\ud800\"")]
    [InlineData(PropertyType.Address, "true", "\"1 A St\"", "{\"city\":{}}", "{\"country\":\"ZZ\"}", "{\"country\":\"NOR\"}", "{\"latitude\":91}", "{\"longitude\":-180.1}", "{\"latitude\":\"north\"}")]
    public void A_type_refuses_the_rest(PropertyType type, params string[] inputs) => Assert.All(inputs, input =>
    {
        Assert.NotNull(Convert(Define(type), input).Error);
        Assert.NotNull(Convert(Define(type) with { Multiple = true }, $"[{input}]").Error);
    });

    [Theory]
    [InlineData(PropertyType.Text)]
    [InlineData(PropertyType.Number)]
    [InlineData(PropertyType.Address)]
    public void Null_and_an_empty_list_are_absence(PropertyType type)
    {
        Assert.Equal(default, Convert(Define(type), "null"));
        Assert.Equal(default, Convert(Define(type), "[]"));
        Assert.Equal(default, Convert(Define(type) with { Multiple = true }, "[]"));
        Assert.NotNull(Convert(Define(type) with { Multiple = true }, "[null]").Error);
        Assert.NotNull(Convert(Define(type) with { Multiple = true }, "[[]]").Error);
    }

    [Fact]
    public void An_object_without_a_known_part_is_absence()
    {
        Assert.Equal(default, Convert(Define(PropertyType.Address), "{}"));
        Assert.Equal(default, Convert(Define(PropertyType.FullName), "{\"first_name\":null,\"nick\":\"A\"}"));
    }

    [Fact]
    public void A_multi_select_is_a_set_and_other_lists_keep_repeats()
    {
        Assert.Equal("[\"red\",\"green\"]", Show(Convert(Define(PropertyType.MultiSelect) with { Multiple = true }, "[\"red\",\"green\",\"Dark rêd\"]")));
        Assert.Equal("[1,1]", Show(Convert(Define(PropertyType.Number) with { Multiple = true }, "[1,\"1\"]")));
    }

    [Fact]
    public void More_than_a_hundred_values_are_too_many()
    {
        var many = Define(PropertyType.Number) with { Multiple = true };
        Assert.Null(Convert(many, $"[{string.Join(',', Enumerable.Range(0, 100))}]").Error);
        Assert.True(Convert(many, $"[{string.Join(',', Enumerable.Range(0, 101))}]").TooMany);
    }

    [Theory]
    [InlineData("\"F47AC10B-58CC-4372-A567-0E02B2C3D479\"", "\"f47ac10b-58cc-4372-a567-0e02b2c3d479\"")]
    [InlineData("{\"id\":\"f47ac10b-58cc-4372-a567-0e02b2c3d479\",\"properties\":{\"external_id\":null}}", "\"f47ac10b-58cc-4372-a567-0e02b2c3d479\"")]
    [InlineData("\"acme\"", null)]
    [InlineData("{\"id\":null}", null)]
    [InlineData("{}", null)]
    [InlineData("7", null)]
    public void A_reference_takes_a_uuid_or_what_was_read(string input, string? stored)
    {
        var conversion = Convert(Schema.Empty.Find("account_id")!, input);
        Assert.Equal(stored, conversion.Value is null ? null : Show(conversion));
        Assert.Equal(stored is null, conversion.Error is not null);
    }

    [Fact]
    public void An_option_that_is_unknown_names_those_there_are() =>
        Assert.Contains("'red', 'green'", Convert(Define(PropertyType.SingleSelect), "\"blue\"").Error, StringComparison.Ordinal);

    [Fact]
    public void A_definition_with_other_options_knows_only_those()
    {
        var before = Define(PropertyType.SingleSelect);
        Assert.NotNull(before.FindOption("red"));
        var after = before with { Options = [Green] };
        Assert.Null(after.FindOption("0d0e3f5c-2f0a-5d6b-8d57-7f1b64a3c9e2"));
        Assert.Equal("green", after.FindOption("RED")?.Slug);
    }

    [Fact]
    public void A_schema_survives_its_document()
    {
        var custom = Enum.GetValues<PropertyType>().Select(Define).Append(Define(PropertyType.Text) with { Slug = "gone", Deleted = true, Required = true, ReadOnly = true, Unique = true, Description = "d" }).ToList();
        Assert.Equal(SchemaDocument.Write(custom), SchemaDocument.Write(SchemaDocument.Read(SchemaDocument.Write(custom))));
        var schema = new Schema(SchemaDocument.Read(SchemaDocument.Write(custom)), "US");
        Assert.Null(schema.Find("gone"));
        Assert.Contains(schema.Unique, d => d.Slug == "gone");
        Assert.DoesNotContain(schema.Required, d => d.Slug == "gone");
    }

    [Fact]
    public void An_unknown_slug_is_told_with_the_near_ones()
    {
        Assert.StartsWith("unknown property slug 'emial'; did you mean 'email'", Schema.Empty.UnknownSlug("emial"), StringComparison.Ordinal);
        Assert.Equal("unknown property slug 'zzzzzzzzzz'", Schema.Empty.UnknownSlug("zzzzzzzzzz"));
        Assert.InRange(Schema.Empty.UnknownSlug(new string('x', 10_000)).Length, 1, 200);
    }

    private static PropertyDefinition Define(PropertyType type) => new(Guid.NewGuid(), "of_" + type.Name().ToLowerInvariant(), type)
    {
        Label = type.Name(),
        Options = type.IsSelect() ? [Red, Green] : [],
    };

    private static Conversion Convert(PropertyDefinition definition, string json) =>
        PropertyConverter.Convert(definition, PropertyInput.Of(JsonSerializer.Deserialize<JsonElement>(json)), Schema.Empty);

    private static string Show(Conversion conversion)
    {
        Assert.Null(conversion.Error);
        return Encoding.UTF8.GetString(Json.Write(conversion.Value!.WriteTo));
    }
}
