using System.Text.Json;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Queries;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Tests.Meaning;

namespace ContactsFunctions.Core.Tests.Queries;

public sealed class FilterCompilerTests
{
    public static TheoryData<QueryOperator, PropertyType> Pairs { get; } = new(
        from operation in Enum.GetValues<QueryOperator>() from type in Enum.GetValues<PropertyType>() select (operation, type));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Each_operator_takes_the_types_that_it_can_compare(QueryOperator operation, PropertyType type)
    {
        var isPresence = operation is QueryOperator.Exists or QueryOperator.NotExists or QueryOperator.IsNull or QueryOperator.IsNotNull;
        var isText = type is PropertyType.Text or PropertyType.Markdown or PropertyType.Email or PropertyType.Url or PropertyType.SocialHandle or PropertyType.Telephone;
        var accepted = isPresence || (type is not (PropertyType.Address or PropertyType.FullName) && operation switch
        {
            QueryOperator.Contains or QueryOperator.NotContains => isText || type is PropertyType.SingleSelect or PropertyType.MultiSelect,
            QueryOperator.BeginsWith or QueryOperator.EndsWith => isText,
            QueryOperator.Less or QueryOperator.LessOrEqual or QueryOperator.Greater or QueryOperator.GreaterOrEqual or QueryOperator.Between =>
                type is PropertyType.Text or PropertyType.Email or PropertyType.Number or PropertyType.Currency or PropertyType.DateTime,
            _ => true,
        });
        var one = type switch
        {
            PropertyType.Checkbox => "true",
            PropertyType.Number or PropertyType.Currency => "5",
            PropertyType.DateTime => "\"2026-01-01\"",
            PropertyType.Email => "\"a@x.io\"",
            PropertyType.Url => "\"https://x.io\"",
            PropertyType.Telephone => "\"415\"",
            _ => "\"red\"",
        };
        var operand = isPresence ? "true" : operation == QueryOperator.Between ? $"[{one},{one}]" : operation is QueryOperator.In or QueryOperator.NotIn ? $"[{one}]" : one;
        foreach (var slug in new[] { "one_", "many_" }.Select(p => p + type.Name().ToLowerInvariant()).Where(s => MeaningSchema.Schema.Find(s) is not null))
        {
            Assert.Equal(accepted ? null : "invalid_operator", ErrorOf(slug, operation, operand)?.Code);
        }
    }

    [Theory]
    [InlineData("one_number", "=", "\"five\"")]
    [InlineData("one_number", "=", "[5]")]
    [InlineData("one_number", "<", "null")]
    [InlineData("one_number", "between", "[1]")]
    [InlineData("one_number", "between", "[1,2,3]")]
    [InlineData("one_number", "between", "5")]
    [InlineData("one_number", "between", "[1,null]")]
    [InlineData("one_number", "in", "[1,\"x\"]")]
    [InlineData("one_number", "in", "[1,null]")]
    [InlineData("one_checkbox", "=", "\"yes\"")]
    [InlineData("one_datetime", ">", "\"yesterday\"")]
    [InlineData("one_email", "=", "\"nobody\"")]
    [InlineData("one_url", "=", "\"x\"")]
    [InlineData("one_single_select", "=", "\"pink\"")]
    [InlineData("one_single_select", "contains", "\"pink\"")]
    [InlineData("one_telephone", "=", "\"call\"")]
    [InlineData("one_text", "=", "\"\\u0000\"")]
    [InlineData("one_text", "contains", "\"\\ud800\"")]
    [InlineData("one_text", "contains", "7")]
    [InlineData("one_text", "begins_with", "[\"a\"]")]
    [InlineData("one_text", "begins_with", "null")]
    [InlineData("one_text", "exists", "\"maybe\"")]
    [InlineData("one_text", "exists", "1")]
    public void An_operand_that_cannot_be_is_refused(string slug, string operation, string operand)
    {
        var error = ErrorOf(slug, QueryOperators.Parse(operation)!.Value, operand);
        Assert.Equal(("invalid_operand", slug), (error?.Code, error?.Property));
    }

    [Theory]
    [InlineData("one_number", "=", "\"5\"")]
    [InlineData("one_number", "=", "null")]
    [InlineData("one_number", "in", "[]")]
    [InlineData("one_number", "in", "5")]
    [InlineData("one_email", "contains", "\"@x.\"")]
    [InlineData("one_telephone", "contains", "\"flowers\"")]
    [InlineData("one_single_select", "=", "\"COLOUR RED\"")]
    [InlineData("one_text", "contains", "[\"a\",\"b\"]")]
    [InlineData("one_text", "exists", "\"false\"")]
    [InlineData("one_text", "is_null", "null")]
    [InlineData("account_id", "=", "\"F47AC10B-58CC-4372-A567-0E02B2C3D479\"")]
    public void Operands_are_converted(string slug, string operation, string operand) => Assert.Null(ErrorOf(slug, QueryOperators.Parse(operation)!.Value, operand));

    [Fact]
    public void An_unknown_slug_is_named_with_the_near_ones()
    {
        var error = ErrorOf("emial", QueryOperator.Equal, "\"a@x.io\"");
        Assert.Equal("unknown_property", error!.Code);
        Assert.StartsWith("Invalid filter: unknown property slug 'emial'; did you mean 'email'", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsAboutDefinitions);
    }

    [Fact]
    public void Five_hundred_operands_and_a_hundred_comparisons_are_the_most()
    {
        string List(int count) => $"[{string.Join(',', Enumerable.Range(0, count))}]";
        Assert.Null(ErrorOf("one_number", QueryOperator.In, List(500)));
        Assert.Equal("invalid_operand", ErrorOf("one_number", QueryOperator.NotIn, List(501))?.Code);
        Condition Leaves(int count) => new Condition.All([.. Enumerable.Range(0, count).Select(_ => Leaf("one_number", QueryOperator.Equal, "1"))]);
        Assert.Null(FilterCompiler.Compile(Leaves(100), MeaningSchema.Schema).Error);
        Assert.Equal("invalid_filter", FilterCompiler.Compile(Leaves(101), MeaningSchema.Schema).Error?.Code);
    }

    [Fact]
    public void The_first_error_is_told()
    {
        var condition = new Condition.AnyOf([Leaf("one_text", QueryOperator.Equal, "\"a\""), new Condition.Not(Leaf("nope", QueryOperator.Equal, "1")), Leaf("one_number", QueryOperator.Equal, "\"x\"")]);
        Assert.Equal("nope", FilterCompiler.Compile(condition, MeaningSchema.Schema).Error?.Property);
    }

    [Theory]
    [InlineData("one_text", "a,b", "A,B|A|B")]
    [InlineData("one_text", "", "")]
    [InlineData("one_text", "a,", "A,|A|")]
    [InlineData("one_number", "5,6", "5|6")]
    [InlineData("one_single_select", "red,blue", "red|blue")]
    [InlineData("one_url", "https://x.io/?a,b", "https://x.io/?a,b|https://x.io/?a")]
    [InlineData("one_url", "https://x.io/1,https://x.io/2", "https://x.io/1,https://x.io/2|https://x.io/1|https://x.io/2")]
    public void A_parameter_is_parted_at_commas_and_also_meant_whole(string slug, string text, string values)
    {
        var filter = Assert.IsType<Filter.In>(FilterCompiler.Compile(new Condition.OneOf(slug, [text]), MeaningSchema.Schema).Filter);
        Assert.Equal(values, string.Join('|', filter.Values.Select(v => v.Text ?? v.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("one_number", "5,six", "invalid_operand")]
    [InlineData("one_address", "Oslo", "invalid_operator")]
    [InlineData("nope", "a", "unknown_property")]
    public void A_parameter_that_cannot_be_is_refused(string slug, string text, string code) =>
        Assert.Equal(code, FilterCompiler.Compile(new Condition.OneOf(slug, [text]), MeaningSchema.Schema).Error?.Code);

    [Fact]
    public void Wire_names_are_read_back() => Assert.All(Enum.GetValues<QueryOperator>(), o => Assert.Equal(o, QueryOperators.Parse(o.Name())));

    private static Condition.Leaf Leaf(string slug, QueryOperator operation, string json) => new(slug, operation, PropertyInput.Of(JsonSerializer.Deserialize<JsonElement>(json)));

    private static QueryError? ErrorOf(string slug, QueryOperator operation, string json) => FilterCompiler.Compile(Leaf(slug, operation, json), MeaningSchema.Schema).Error;
}
