using System.Globalization;
using System.Text;
using System.Text.Json;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Queries;
using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Tests.Meaning;

/// <summary>
/// What filters and orders mean, over contacts as they are shown and as plainly as possible: the rules of the architecture's
/// "Meaning of filters and order" without search forms, keys or engines.
/// </summary>
public sealed class ReferenceEvaluator(Schema schema)
{
    public bool Holds(Contact contact, Condition condition) => condition switch
    {
        Condition.All all => all.Conditions.All(c => Holds(contact, c)),
        Condition.AnyOf any => any.Conditions.Any(c => Holds(contact, c)),
        Condition.Not not => !Holds(contact, not.Condition),
        Condition.OneOf one => one.Texts.SelectMany(t => t.Split(',').Append(t)).Any(t => Is(contact, one.Slug, PropertyInput.Of(t))),
        Condition.Leaf leaf => Holds(contact, leaf),
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    /// <summary>Negative for first comes first: absent values last either way, equal ones in the order of their ids.</summary>
    public int Compare(Contact a, Contact b, IReadOnlyList<SortBy> sort)
    {
        foreach (var key in sort)
        {
            var definition = schema.Find(key.Slug)!;
            var (left, right) = (a.ValueOf(definition), b.ValueOf(definition));
            var order = left is null || right is null ? (left is null).CompareTo(right is null) : Compare(definition, left, right, 100) * (key.Descending ? -1 : 1);
            if (order != 0)
            {
                return order;
            }
        }

        return string.CompareOrdinal(a.Id.ToString(), b.Id.ToString()) * (sort is [{ Descending: true }, ..] ? -1 : 1);
    }

    private bool Holds(Contact contact, Condition.Leaf leaf)
    {
        var (slug, operand) = (leaf.Slug, leaf.Operand);
        bool Negated(QueryOperator positive) => !Holds(contact, leaf with { Operator = positive });
        return leaf.Operator switch
        {
            QueryOperator.NotEqual => Negated(QueryOperator.Equal),
            QueryOperator.NotIn => Negated(QueryOperator.In),
            QueryOperator.NotContains => Negated(QueryOperator.Contains),
            QueryOperator.NotExists or QueryOperator.IsNull => Negated(QueryOperator.Exists),
            QueryOperator.Exists or QueryOperator.IsNotNull => ValuesOf(contact, slug).Any() != (operand.Kind == JsonValueKind.False),
            QueryOperator.Equal => operand.Kind == JsonValueKind.Null ? !ValuesOf(contact, slug).Any() : Is(contact, slug, operand),
            QueryOperator.In => operand.Elements.Any(o => Is(contact, slug, o)),
            QueryOperator.Less => Any(contact, slug, operand, order => order < 0),
            QueryOperator.LessOrEqual => Any(contact, slug, operand, order => order <= 0),
            QueryOperator.Greater => Any(contact, slug, operand, order => order > 0),
            QueryOperator.GreaterOrEqual => Any(contact, slug, operand, order => order >= 0),
            QueryOperator.Between => ValuesOf(contact, slug).Any(v =>
                Compare(schema.Find(slug)!, v, Typed(slug, operand.Elements[0])!, 512) >= 0 && Compare(schema.Find(slug)!, v, Typed(slug, operand.Elements[1])!, 512) <= 0),
            QueryOperator.Contains when schema.Find(slug)!.Type.IsSelect() => operand.Elements.Any(o => Is(contact, slug, o)),
            QueryOperator.Contains => operand.Elements.Any(o => Matches(contact, slug, o, (text, part) => text.Contains(part, StringComparison.Ordinal))),
            QueryOperator.BeginsWith => Matches(contact, slug, operand, (text, part) => text.StartsWith(part, StringComparison.Ordinal)),
            QueryOperator.EndsWith => Matches(contact, slug, operand, (text, part) => text.EndsWith(part, StringComparison.Ordinal)),
            _ => throw new ArgumentOutOfRangeException(nameof(leaf)),
        };
    }

    private IEnumerable<PropertyValue> ValuesOf(Contact contact, string slug) => contact.ValueOf(schema.Find(slug)!)?.Elements ?? [];

    private PropertyValue? Typed(string slug, PropertyInput operand) => PropertyConverter.ConvertOne(schema.Find(slug)!, operand, schema).Value;

    private bool Is(Contact contact, string slug, PropertyInput operand) => Any(contact, slug, operand, order => order == 0);

    private bool Any(Contact contact, string slug, PropertyInput operand, Func<int, bool> stands) =>
        Typed(slug, operand) is { } typed && ValuesOf(contact, slug).Any(v => stands(Compare(schema.Find(slug)!, v, typed, 512)));

    private bool Matches(Contact contact, string slug, PropertyInput operand, Func<string, string, bool> stands)
    {
        var definition = schema.Find(slug)!;
        operand.TryGetText(out var text);
        string[] parts = definition.Type == PropertyType.Telephone && text.Any(char.IsAsciiDigit) ? [text, string.Concat(text.Where(char.IsAsciiDigit))] : [text];
        return ValuesOf(contact, slug).Any(v => parts.Any(p => stands(Comparable(definition, ((PropertyValue.Text)v).Value, 512), Comparable(definition, p, 512))));
    }

    private static int Compare(PropertyDefinition definition, PropertyValue a, PropertyValue b, int length) => (a, b) switch
    {
        (PropertyValue.Number left, PropertyValue.Number right) => left.Value.CompareTo(right.Value),
        (PropertyValue.Flag left, PropertyValue.Flag right) => left.Value.CompareTo(right.Value),
        (PropertyValue.Text left, PropertyValue.Text right) when definition.Type == PropertyType.DateTime =>
            DateTimeOffset.Parse(left.Value, CultureInfo.InvariantCulture).CompareTo(DateTimeOffset.Parse(right.Value, CultureInfo.InvariantCulture)),
        (PropertyValue.Text left, PropertyValue.Text right) =>
            Comparable(definition, left.Value, length).EnumerateRunes().Select(r => r.Value).ToArray().AsSpan()
                .SequenceCompareTo(Comparable(definition, right.Value, length).EnumerateRunes().Select(r => r.Value).ToArray()),
        _ => throw new ArgumentException($"{a} cannot be compared with {b}."),
    };

    private static string Comparable(PropertyDefinition definition, string text, int length)
    {
        var isExact = definition.Type is PropertyType.Url or PropertyType.SingleSelect or PropertyType.MultiSelect or PropertyType.DateTime
            || definition.Slug is "external_id" or "account_id" or "account_external_id" or "portal_role_id" or "import_job_id";
        var compared = definition.Type == PropertyType.Telephone ? text.TrimStart('+') : isExact ? text : TextFold.Fold(text);
        return string.Concat(compared.EnumerateRunes().Take(length).Select(r => r.ToString()));
    }
}
