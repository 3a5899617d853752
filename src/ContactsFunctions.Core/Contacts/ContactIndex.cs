using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Contacts;

/// <summary>Computes what a contact can be filtered and sorted by. Filters, order and <c>q</c> see what is shown.</summary>
public static class ContactIndex
{
    /// <summary>The search path of the words that <c>q</c> looks in.</summary>
    public const string Words = "q";

    /// <summary>The search path of the lists the contact is on.</summary>
    public const string Lists = "list_id";

    /// <summary>The index of a contact under the team's definitions.</summary>
    public static DocumentIndex Of(Contact contact, Schema schema)
    {
        var id = contact.Id.ToString();
        var search = new List<SearchField>(24);
        var sort = new List<SortField>(16);
        foreach (var definition in schema.Indexed)
        {
            if (contact.ValueOf(definition) is not { } value)
            {
                continue;
            }

            search.Add(new SearchField(definition.Slug, definition.Multiple, SearchValues(definition, value)));
            if (definition.Sortable && SearchForm.SortKeyOf(definition, value, id) is { } key)
            {
                sort.Add(new SortField(definition.Slug, key));
            }
        }

        var words = FreeText.WordsOf(contact);
        if (words.Count > 0)
        {
            search.Add(new SearchField(Words, true, words));
        }

        if (contact.Lists.Count > 0)
        {
            search.Add(new SearchField(Lists, true, [.. contact.Lists.Keys.Order(StringComparer.Ordinal).Select(IndexValue.Of)]));
        }

        return new DocumentIndex(contact.DeletedAt is { } deleted ? Timestamp.Format(deleted) : null, search, sort);
    }

    private static IReadOnlyList<IndexValue> SearchValues(PropertyDefinition definition, PropertyValue value)
    {
        var elements = value.Elements;
        return elements.Count == 1 ? [SearchForm.Of(definition, elements[0])] : [.. elements.Select(e => SearchForm.Of(definition, e)).Distinct()];
    }
}
