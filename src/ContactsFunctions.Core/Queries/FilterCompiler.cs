using System.Text.Json;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Queries;

/// <summary>Turns a client's condition into the filter that engines answer: slugs resolved, operands converted to the property's type and folded.</summary>
public sealed class FilterCompiler(Schema schema)
{
    /// <summary>The most operands of <c>in</c>, <c>not_in</c> and <c>id</c>.</summary>
    public const int MaxOperands = 500;

    /// <summary>The most comparisons of one filter.</summary>
    public const int MaxLeaves = 100;

    private QueryError? error;
    private int leaves;

    /// <summary>The filter, or why there is none.</summary>
    public static (Filter? Filter, QueryError? Error) Compile(Condition condition, Schema schema)
    {
        var compiler = new FilterCompiler(schema);
        var filter = compiler.Visit(condition);
        return compiler.error is null ? (filter, null) : (null, compiler.error);
    }

    private Filter Visit(Condition condition) => condition switch
    {
        Condition.All all => all.Conditions.Count == 1 ? Visit(all.Conditions[0]) : new Filter.And([.. all.Conditions.Select(Visit)]),
        Condition.AnyOf any => any.Conditions.Count == 1 ? Visit(any.Conditions[0]) : new Filter.Or([.. any.Conditions.Select(Visit)]),
        Condition.Not not => new Filter.Not(Visit(not.Condition)),
        Condition.Leaf leaf => Leaf(leaf),
        Condition.OneOf one => OneOf(one),
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    private Filter Leaf(Condition.Leaf leaf)
    {
        if (++leaves > MaxLeaves)
        {
            return Fail("invalid_filter", $"A filter can have at most {MaxLeaves} comparisons.");
        }

        if (schema.Find(leaf.Slug) is not { } definition)
        {
            return Fail("unknown_property", $"Invalid filter: {schema.UnknownSlug(leaf.Slug)}", leaf.Slug, aboutDefinitions: true);
        }

        var path = new SearchPath(definition.Slug, definition.Multiple);
        switch (leaf.Operator)
        {
            case QueryOperator.Exists or QueryOperator.IsNotNull: return Presence(leaf, path, present: true);
            case QueryOperator.NotExists or QueryOperator.IsNull: return Presence(leaf, path, present: false);
        }

        if (!Accepts(definition, leaf.Operator))
        {
            return Fail("invalid_operator", $"Invalid filter: '{leaf.Slug}' is {definition.Type.Name()}, which '{leaf.Operator.Name()}' cannot compare.", leaf.Slug);
        }

        return leaf.Operator switch
        {
            QueryOperator.Equal when leaf.Operand.Kind == JsonValueKind.Null => new Filter.Not(new Filter.Exists(path)),
            QueryOperator.NotEqual when leaf.Operand.Kind == JsonValueKind.Null => new Filter.Exists(path),
            QueryOperator.Equal => new Filter.In(path, [Value(definition, leaf.Operand)]),
            QueryOperator.NotEqual => new Filter.Not(new Filter.In(path, [Value(definition, leaf.Operand)])),
            QueryOperator.Less => new Filter.Range(path, null, false, Value(definition, leaf.Operand), false),
            QueryOperator.LessOrEqual => new Filter.Range(path, null, false, Value(definition, leaf.Operand), true),
            QueryOperator.Greater => new Filter.Range(path, Value(definition, leaf.Operand), false, null, false),
            QueryOperator.GreaterOrEqual => new Filter.Range(path, Value(definition, leaf.Operand), true, null, false),
            QueryOperator.Between => Between(definition, path, leaf.Operand),
            QueryOperator.In => new Filter.In(path, Values(definition, leaf.Operand)),
            QueryOperator.NotIn => new Filter.Not(new Filter.In(path, Values(definition, leaf.Operand))),
            QueryOperator.Contains => Contains(definition, path, leaf.Operand),
            QueryOperator.NotContains => new Filter.Not(Contains(definition, path, leaf.Operand)),
            QueryOperator.BeginsWith => Matches(definition, path, TextMatch.BeginsWith, leaf.Operand),
            QueryOperator.EndsWith => Matches(definition, path, TextMatch.EndsWith, leaf.Operand),
            _ => throw new ArgumentOutOfRangeException(nameof(leaf)),
        };
    }

    private Filter OneOf(Condition.OneOf one)
    {
        if (schema.Find(one.Slug) is not { } definition || definition.Type.IsObject())
        {
            return Leaf(new Condition.Leaf(one.Slug, QueryOperator.Equal, PropertyInput.Of("")));
        }

        var texts = new List<string>();
        foreach (var text in one.Texts)
        {
            var whole = text.Contains(',', StringComparison.Ordinal) && PropertyConverter.ConvertOne(definition, PropertyInput.Of(text), schema).Value is not null;
            texts.AddRange(whole ? [text, .. text.Split(',').Where(t => PropertyConverter.ConvertOne(definition, PropertyInput.Of(t), schema).Value is not null)] : text.Split(','));
        }

        return texts.Count > MaxOperands
            ? Fail("invalid_operand", $"Invalid filter: '{one.Slug}' is compared with more than {MaxOperands} values.", one.Slug)
            : new Filter.In(new SearchPath(definition.Slug, definition.Multiple), [.. texts.Select(t => Value(definition, PropertyInput.Of(t))).Distinct()]);
    }

    private static bool Accepts(PropertyDefinition definition, QueryOperator value) => value switch
    {
        _ when definition.Type.IsObject() => false,
        QueryOperator.Contains or QueryOperator.NotContains => IsText(definition.Type) || definition.Type.IsSelect(),
        QueryOperator.BeginsWith or QueryOperator.EndsWith => IsText(definition.Type),
        QueryOperator.Less or QueryOperator.LessOrEqual or QueryOperator.Greater or QueryOperator.GreaterOrEqual or QueryOperator.Between =>
            definition.Type is PropertyType.Text or PropertyType.Email or PropertyType.DateTime || definition.Type.IsNumeric(),
        _ => true,
    };

    private static bool IsText(PropertyType type) =>
        type is PropertyType.Text or PropertyType.Markdown or PropertyType.Email or PropertyType.Url or PropertyType.SocialHandle or PropertyType.Telephone;

    private Filter Presence(Condition.Leaf leaf, SearchPath path, bool present)
    {
        bool? asked = leaf.Operand.Kind switch
        {
            JsonValueKind.True or JsonValueKind.Null => true,
            JsonValueKind.False => false,
            JsonValueKind.String when leaf.Operand.TryGetText(out var text) && bool.TryParse(text, out var parsed) => parsed,
            _ => null,
        };
        if (asked is null)
        {
            return Fail("invalid_operand", $"Invalid filter: '{leaf.Operator.Name()}' of '{leaf.Slug}' takes true or false.", leaf.Slug);
        }

        var exists = new Filter.Exists(path);
        return asked == present ? exists : new Filter.Not(exists);
    }

    private Filter Between(PropertyDefinition definition, SearchPath path, PropertyInput operand)
    {
        if (operand.Kind != JsonValueKind.Array || operand.Elements is not [var from, var to])
        {
            return Fail("invalid_operand", $"Invalid filter: 'between' of '{definition.Slug}' takes a list of two values, the lower first.", definition.Slug);
        }

        return new Filter.Range(path, Value(definition, from), true, Value(definition, to), true);
    }

    private Filter Contains(PropertyDefinition definition, SearchPath path, PropertyInput operand)
    {
        if (definition.Type.IsSelect())
        {
            return new Filter.In(path, Values(definition, operand));
        }

        var any = Limited(definition, operand).Select(o => Matches(definition, path, TextMatch.Contains, o)).ToList();
        return any.Count == 1 ? any[0] : new Filter.Or(any);
    }

    private List<IndexValue> Values(PropertyDefinition definition, PropertyInput operand) => [.. Limited(definition, operand).Select(o => Value(definition, o)).Distinct()];

    private IReadOnlyList<PropertyInput> Limited(PropertyDefinition definition, PropertyInput operand)
    {
        var elements = operand.Elements;
        if (elements.Count <= MaxOperands)
        {
            return elements;
        }

        Fail("invalid_operand", $"Invalid filter: '{definition.Slug}' is compared with more than {MaxOperands} values.", definition.Slug);
        return [];
    }

    private IndexValue Value(PropertyDefinition definition, PropertyInput operand)
    {
        var conversion = operand.Kind is JsonValueKind.Null or JsonValueKind.Array ? Conversion.Refuse("is compared with a single value") : PropertyConverter.ConvertOne(definition, operand, schema);
        if (conversion.Value is { } value)
        {
            return SearchForm.Of(definition, value);
        }

        Fail("invalid_operand", $"Invalid filter: '{definition.Slug}' {conversion.Error ?? "is compared with nothing"}.", definition.Slug, definition.Type.IsSelect());
        return IndexValue.Of("");
    }

    /// <summary>A part of a phone is meant by its digits however it is written, and as typed where the phone could not be read.</summary>
    private Filter Matches(PropertyDefinition definition, SearchPath path, TextMatch match, PropertyInput operand)
    {
        if (!operand.TryGetText(out var text) || !TextFold.IsWellFormed(text))
        {
            return Fail("invalid_operand", $"Invalid filter: '{definition.Slug}' is compared with text here.", definition.Slug);
        }

        var asTyped = new Filter.Matches(path, match, SearchForm.OfText(definition, text).Text!);
        var digits = definition.Type == PropertyType.Telephone ? PhoneNumber.DigitsIn(text) : "";
        return digits.Length == 0 || digits == asTyped.Text ? asTyped : new Filter.Or([asTyped, new Filter.Matches(path, match, digits)]);
    }

    private Filter Fail(string code, string message, string? slug = null, bool aboutDefinitions = false)
    {
        error ??= new QueryError(code, message) { Property = slug, IsAboutDefinitions = aboutDefinitions };
        return new Filter.Or([]);
    }
}
