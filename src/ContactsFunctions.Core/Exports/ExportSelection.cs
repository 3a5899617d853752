using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Exports;

/// <summary>The properties that an export shows, in order, and what of a contact is written for them so that reading it gives the same values.</summary>
public sealed class ExportSelection
{
    private readonly HashSet<string> slugs;
    private readonly bool hasWholeName;

    /// <param name="schema">The team's schema.</param>
    /// <param name="columns">Definitions of it, each once; null for all.</param>
    public ExportSelection(Schema schema, IReadOnlyList<PropertyDefinition>? columns = null)
    {
        Schema = schema;
        Columns = columns ?? schema.Definitions;
        slugs = Columns.Select(c => c.Slug).ToHashSet(StringComparer.Ordinal);
        hasWholeName = Has("full_name") && Has("first_name") && Has("last_name");
    }

    /// <summary>The schema of the values.</summary>
    public Schema Schema { get; }

    /// <summary>What is shown, in order.</summary>
    public IReadOnlyList<PropertyDefinition> Columns { get; }

    /// <summary>Whether the property is shown.</summary>
    public bool Has(string slug) => slugs.Contains(slug);

    /// <summary>
    /// Whether the full name must be left out because the parts alone give the name back: a contact of the first name "Mary Ann" only is shown with
    /// that full name too, and a full name beside it would be split into a last name.
    /// </summary>
    /// <param name="contact">Whose name it is.</param>
    /// <param name="emptyIsAbsent">Whether the format cannot tell an empty text from an absent one.</param>
    public bool LeavesFullNameOut(Contact contact, bool emptyIsAbsent)
    {
        if (!hasWholeName)
        {
            return false;
        }

        var (full, first, last) = contact.Name;
        if (emptyIsAbsent)
        {
            (full, first, last) = (Filled(full), Filled(first), Filled(last));
        }

        var shown = new ContactName(full, first, last);
        return ContactName.Of(full, first, last) != shown && ContactName.Of(null, first, last) == shown;
    }

    private static string? Filled(string? text) => text is { Length: > 0 } ? text : null;
}
