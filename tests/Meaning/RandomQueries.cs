using System.Globalization;
using System.Text.Json;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Queries;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Tests.Meaning;

/// <summary>Queries with valid operands, most of them taken from the contacts that they are asked of, so that they find some and not all.</summary>
public sealed class RandomQueries(Schema schema, IReadOnlyList<Contact> contacts)
{
    private static readonly QueryOperator[] Presences = [QueryOperator.Exists, QueryOperator.NotExists, QueryOperator.IsNull, QueryOperator.IsNotNull];
    private static readonly QueryOperator[] Equalities = [QueryOperator.Equal, QueryOperator.NotEqual, QueryOperator.In, QueryOperator.NotIn];
    private static readonly QueryOperator[] Parts = [QueryOperator.Contains, QueryOperator.NotContains, QueryOperator.BeginsWith, QueryOperator.EndsWith];

    private static readonly QueryOperator[] Ranges =
        [QueryOperator.Less, QueryOperator.LessOrEqual, QueryOperator.Greater, QueryOperator.GreaterOrEqual, QueryOperator.Between];

    private readonly PropertyDefinition[] sortable = [.. schema.Definitions.Where(d => d.Sortable)];

    /// <summary>A query, its cursor and total aside.</summary>
    public Gen<ContactPageRequest> Any =>
        from hasWhere in Gen.Choose(0, 9)
        from condition in Tree(3)
        from sort in Sorts
        from limit in Gen.Elements(1, 2, 3, 7, 20, 50, 50, 50, 200)
        from deleted in Gen.Elements(false, true)
        from list in Gen.Elements(null, null, null, RandomContacts.Lists[0])
        select new ContactPageRequest(limit) { Where = hasWhere == 0 ? null : condition, Sort = sort, IncludeDeleted = deleted, ListId = list };

    private Gen<IReadOnlyList<SortBy>> Sorts =>
        from count in Gen.Choose(0, ContactPageRequest.MaxSorts)
        from keys in Gen.Shuffle(sortable)
        from reversed in Gen.Elements(false, true).ArrayOf(count)
        select (IReadOnlyList<SortBy>)[.. keys.Zip(reversed, (d, isReversed) => new SortBy(d.Slug, isReversed))];

    private Gen<Condition> Tree(int depth) => depth == 0 ? Leaf : Gen.Frequency(
        (4, Leaf),
        (1, OneOf),
        (1, Branch(depth).Select(c => (Condition)new Condition.All(c))),
        (1, Branch(depth).Select(c => (Condition)new Condition.AnyOf(c))),
        (1, Tree(depth - 1).Select(c => (Condition)new Condition.Not(c))));

    private Gen<Condition[]> Branch(int depth) => from count in Gen.Choose(0, 3) from conditions in Tree(depth - 1).ArrayOf(count) select conditions;

    private Gen<Condition> Leaf =>
        from definition in Gen.Elements(schema.Definitions.ToArray())
        from operation in Gen.Elements(Allowed(definition).ToArray())
        from operand in Operand(definition, operation)
        select (Condition)new Condition.Leaf(definition.Slug, operation, operand);

    private Gen<Condition> OneOf =>
        from definition in Gen.Elements(schema.Definitions.Where(d => !d.Type.IsObject() && !d.Type.IsSelect()).ToArray())
        from texts in Value(definition).NonEmptyListOf()
        select (Condition)new Condition.OneOf(definition.Slug, [.. texts.Take(3)]);

    private static IEnumerable<QueryOperator> Allowed(PropertyDefinition definition)
    {
        var isText = definition.Type is PropertyType.Text or PropertyType.Markdown or PropertyType.Email or PropertyType.Url or PropertyType.SocialHandle or PropertyType.Telephone;
        var hasOrder = definition.Type is PropertyType.Text or PropertyType.Email or PropertyType.Number or PropertyType.Currency or PropertyType.DateTime;
        IEnumerable<QueryOperator> having = definition.Type.IsSelect() ? [QueryOperator.Contains, QueryOperator.NotContains] : [];
        return definition.Type.IsObject() ? Presences : [.. Presences, .. Equalities, .. isText ? Parts : having, .. hasOrder ? Ranges : []];
    }

    private Gen<PropertyInput> Operand(PropertyDefinition definition, QueryOperator operation) => operation switch
    {
        _ when Presences.Contains(operation) => Gen.Elements("true", "false", "null").Select(Json),
        QueryOperator.Between => from a in Value(definition) from b in Value(definition) select List([a, b]),
        QueryOperator.In or QueryOperator.NotIn => Value(definition).ListOf().Select(v => List(v.Take(5))),
        QueryOperator.Contains or QueryOperator.NotContains when definition.Type.IsSelect() => Value(definition).ListOf().Select(v => List(v.Take(3))),
        QueryOperator.Contains or QueryOperator.NotContains => Gen.OneOf(Part(definition).Select(PropertyInput.Of), Part(definition).ListOf().Select(v => List(v.Take(3)))),
        QueryOperator.BeginsWith or QueryOperator.EndsWith => Part(definition).Select(PropertyInput.Of),
        QueryOperator.Equal or QueryOperator.NotEqual => Gen.Frequency((9, Value(definition).Select(PropertyInput.Of)), (1, Gen.Constant(Json("null")))),
        _ => Value(definition).Select(PropertyInput.Of),
    };

    private Gen<string> Value(PropertyDefinition definition)
    {
        var present = contacts.SelectMany(c => c.ValueOf(definition)?.Elements ?? []).Select(TextOf).Distinct().ToArray();
        var fresh = definition.ReadOnly && definition.Type == PropertyType.SingleSelect ? Gen.Elements("api", "sync") : RandomContacts.TextOf(definition);
        return present.Length == 0 ? fresh : Gen.Frequency((3, Gen.Elements(present)), (1, fresh));
    }

    private Gen<string> Part(PropertyDefinition definition) =>
        from value in Value(definition)
        from start in Gen.Choose(0, 3)
        from length in Gen.Choose(0, 6)
        from end in Gen.Elements(false, true)
        let runes = value.EnumerateRunes().Select(r => r.ToString()).ToList()
        select string.Concat(end ? runes.Skip(Math.Max(0, runes.Count - length)) : runes.Skip(start).Take(length));

    private static string TextOf(PropertyValue value) => value switch
    {
        PropertyValue.Text text => text.Value,
        PropertyValue.Number number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        PropertyValue.Flag flag => flag.Value ? "true" : "false",
        _ => "",
    };

    private static PropertyInput List(IEnumerable<string> texts) => PropertyInput.Of(JsonSerializer.SerializeToElement(texts.ToArray()));

    private static PropertyInput Json(string json) => PropertyInput.Of(JsonSerializer.Deserialize<JsonElement>(json));
}
