using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Contacts;

/// <summary>A looked-up value in search form. Looking up by <c>email</c> or <c>phone</c> finds every address or number of a contact, and prefers primaries.</summary>
internal sealed record MatchOperand(PropertyDefinition Definition, IndexValue Value, PropertyValue? Stored, string? ListId, string? Error)
{
    /// <summary>The id of the lock that makes two upserts of one value that is not unique happen one after the other.</summary>
    public string LockId => $"lock:{Definition.Slug}:{SearchForm.Hash(Value)}";

    /// <summary>Null when the slug is not defined; an operand with an error when the value cannot be one of the property.</summary>
    public static MatchOperand? Of(ContactMatch match, Schema schema)
    {
        if (schema.Find(match.Slug) is not { } definition)
        {
            return null;
        }

        var conversion = definition.Type.IsObject() ? Conversion.Refuse("cannot be looked up by value") : PropertyConverter.ConvertOne(definition, match.Value, schema);
        return conversion.Value is { } value
            ? new MatchOperand(definition, SearchForm.Of(definition, value), value, match.ListId, null)
            : new MatchOperand(definition, default, null, match.ListId, conversion.Error ?? "needs a value to look for");
    }

    /// <summary>Where the value is looked for.</summary>
    public static SearchPath PathOf(PropertyDefinition definition) => definition.Slug switch
    {
        "email" => new SearchPath("emails", true),
        "phone" => new SearchPath("phones", true),
        var slug => new SearchPath(slug, definition.Multiple),
    };

    /// <summary>The values under which a contact is found by this property.</summary>
    public static IEnumerable<IndexValue> ValuesOf(Contact contact, PropertyDefinition definition, Schema schema)
    {
        var looked = schema.Find(PathOf(definition).Slug)!;
        return contact.ValueOf(looked) is { } value ? value.Elements.Select(e => SearchForm.Of(looked, e)).Distinct() : [];
    }

    /// <summary>Of several found by a secondary address or number, the only one that has it as its primary; else all of them.</summary>
    public static IReadOnlyList<T> PreferPrimary<T>(IReadOnlyList<T> found, PropertyDefinition definition, IndexValue value, Func<T, Contact> contactOf)
    {
        if (found.Count < 2 || definition.Slug is not ("email" or "phone"))
        {
            return found;
        }

        var primary = found.Where(f => contactOf(f).ValueOf(definition) is { } own && SearchForm.Of(definition, own) == value).ToList();
        return primary.Count > 0 ? primary : found;
    }

    /// <summary>Whether a contact has the value exactly as given, not only folded.</summary>
    public bool IsExact(Contact contact, Schema schema) =>
        contact.ValueOf(schema.Find(PathOf(Definition).Slug)!) is { } value && value.Elements.Contains(Stored);
}
