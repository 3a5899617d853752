using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Contacts;

/// <summary>Makes the options that rows name and selects do not have, as part of the rows' own commit.</summary>
internal static class MissingOptions
{
    /// <summary>Whether a change names an option that the schema does not have.</summary>
    public static bool IsMissing(IEnumerable<ContactChange> changes, Schema schema) => Named(changes, schema).Any();

    /// <summary>The definitions with the options added, and the write that stores them; null when there is nothing to add.</summary>
    public static (Schema Schema, DocumentWrite Write)? Add(StoredDocument? stored, IEnumerable<ContactChange> changes, string defaultCountry)
    {
        if (stored is null)
        {
            return null;
        }

        var custom = SchemaDocument.Read(stored.Body);
        var schema = new Schema(custom, defaultCountry);
        var added = false;
        foreach (var (slug, texts) in Named(changes, schema).GroupBy(n => n.Slug, n => n.Text).Select(g => (g.Key, g.Distinct().ToList())).ToList())
        {
            var definition = schema.Find(slug)!;
            var options = definition.Options.ToList();
            foreach (var text in texts)
            {
                var name = Slug.From(text);
                if (Slug.IsValid(name) && text.Length <= 200 && options.Count < SchemaEdit.MaxOptions && !options.Exists(o => o.Slug == name))
                {
                    options.Add(new SelectOption(Guid.NewGuid(), name, text, null));
                    added = true;
                }
            }

            custom = [.. custom.Select(d => d.Slug == slug ? definition with { Options = options } : d)];
        }

        return added
            ? (new Schema(custom, defaultCountry), new DocumentWrite.Replace(new Document(SchemaDocument.Id, SchemaDocument.Kind, SchemaDocument.Write(custom)), stored.ETag))
            : null;
    }

    private static IEnumerable<(string Slug, string Text)> Named(IEnumerable<ContactChange> changes, Schema schema) =>
        from change in changes
        let values = change switch { ContactChange.Create c => c.Values, ContactChange.Upsert u => u.Values, ContactChange.Update u => u.Values, _ => ContactValuesInput.Empty }
        from value in values.Default.Concat(values.Lists.SelectMany(l => l.Value ?? []))
        let definition = schema.Find(value.Key)
        where definition is { System: false } && definition.Type.IsSelect() && !value.Value.IsAbsent
        from element in value.Value.Elements
        let text = element.TryGetText(out var t) && TextFold.IsWellFormed(t) ? t : null
        where text is not null && definition.FindOption(text) is null
        select (value.Key, text);
}
