using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Properties;

/// <summary>Makes, changes and deletes the definitions of a team.</summary>
public sealed class PropertyCatalog(IDocumentStore store, TeamSchemas schemas)
{
    /// <summary>The team's definitions as they are now.</summary>
    public ValueTask<Schema> ReadAsync(Team team, CancellationToken cancel) => schemas.ReloadAsync(team, cancel);

    /// <summary>Makes a definition.</summary>
    /// <param name="record">The document that says so, made in the same commit; when it is there already nothing is done, and both results are null.</param>
    public ValueTask<(PropertyDefinition? Definition, DefinitionError? Error)> CreateAsync(
        Team team, DefinitionInput input, CancellationToken cancel, Func<PropertyDefinition, Document>? record = null) =>
        EditAsync(team, custom => ValueTask.FromResult(SchemaEdit.Create(custom, input)), record, cancel);

    /// <summary>Changes the definition with this slug or id. An option in use is dropped only with <paramref name="force"/>; <paramref name="record"/> as for making one.</summary>
    public ValueTask<(PropertyDefinition? Definition, DefinitionError? Error)> UpdateAsync(
        Team team, string name, DefinitionInput input, bool force, CancellationToken cancel, Func<PropertyDefinition, Document>? record = null) =>
        EditAsync(team, async custom =>
        {
            var (present, error) = Find(custom, name);
            if (error is not null)
            {
                return (null, error);
            }

            var edited = SchemaEdit.Update(present!, input);
            var dropped = edited.Definition is null ? [] : present!.Options.Where(o => edited.Definition.Options.All(k => k.Id != o.Id)).ToList();
            foreach (var option in force ? [] : dropped)
            {
                var path = new SearchPath(present!.Slug, present.Multiple);
                if (await AnyAsync(team, new Filter.In(path, [SearchForm.OfText(present, option.Slug)]), cancel))
                {
                    return (null, DefinitionError.OptionInUse(option.Slug));
                }
            }

            return edited;
        }, record, cancel);

    /// <summary>Turns the definition with this slug or id into a tombstone; one that contacts have values of only with <paramref name="force"/>.</summary>
    public async ValueTask<DefinitionError?> DeleteAsync(Team team, string name, bool force, CancellationToken cancel) =>
        (await EditAsync(team, async custom =>
        {
            var (present, error) = Find(custom, name);
            return error is not null ? (null, error)
                : !force && await AnyAsync(team, new Filter.Exists(new SearchPath(present!.Slug, present.Multiple)), cancel) ? (null, DefinitionError.InUse)
                : (present! with { Deleted = true, Required = false }, null);
        }, null, cancel)).Error;

    /// <summary>
    /// Definitions to be made in somebody else's commit: the schema as it would be, and the write that makes it so. Inputs that exist
    /// already are passed over; the write is null when nothing is left.
    /// </summary>
    public async ValueTask<(Schema Schema, DocumentWrite? Write, DefinitionError? Error)> PlanAsync(Team team, IReadOnlyList<DefinitionInput> inputs, CancellationToken cancel)
    {
        var present = await store.ReadAsync(team.Id, SchemaDocument.Id, cancel);
        var custom = present is null ? [] : SchemaDocument.Read(present.Body);
        var after = custom;
        foreach (var input in inputs.Where(i => !custom.Any(d => d.Slug == i.Slug && !d.Deleted)))
        {
            var (made, error) = SchemaEdit.Create(after, input);
            if (made is null)
            {
                return (new Schema(custom, team.DefaultCountry), null, error);
            }

            after = after.Any(d => d.Slug == made.Slug) ? [.. after.Select(d => d.Slug == made.Slug ? made : d)] : [.. after, made];
        }

        var document = new Document(SchemaDocument.Id, SchemaDocument.Kind, SchemaDocument.Write(after));
        return (new Schema(after, team.DefaultCountry), ReferenceEquals(after, custom) ? null : present is null ? new DocumentWrite.Create(document) : new DocumentWrite.Replace(document, present.ETag), null);
    }

    private static (PropertyDefinition? Definition, DefinitionError? Error) Find(IReadOnlyList<PropertyDefinition> custom, string name) =>
        custom.FirstOrDefault(d => !d.Deleted && (d.Slug == name || d.Id.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))) is { } found ? (found, null)
        : SystemProperties.All.Any(d => d.Slug == name || d.Id.ToString() == name) ? (null, DefinitionError.System)
        : (null, DefinitionError.Absent);

    private async ValueTask<bool> AnyAsync(Team team, Filter filter, CancellationToken cancel) =>
        (await store.QueryAsync(team.Id, Contact.Kind, new DocumentQuery(1) { Filter = filter, IncludeDeleted = true, Keys = [] }, cancel)).Count > 0;

    private async ValueTask<(PropertyDefinition? Definition, DefinitionError? Error)> EditAsync(
        Team team, Func<IReadOnlyList<PropertyDefinition>, ValueTask<(PropertyDefinition? Definition, DefinitionError? Error)>> edit,
        Func<PropertyDefinition, Document>? record, CancellationToken cancel)
    {
        while (true)
        {
            var present = await store.ReadAsync(team.Id, SchemaDocument.Id, cancel);
            var custom = present is null ? [] : SchemaDocument.Read(present.Body);
            var (edited, error) = await edit(custom);
            if (edited is null)
            {
                return (null, error);
            }

            IReadOnlyList<PropertyDefinition> after = custom.Any(d => d.Slug == edited.Slug) ? [.. custom.Select(d => d.Slug == edited.Slug ? edited : d)] : [.. custom, edited];
            var document = new Document(SchemaDocument.Id, SchemaDocument.Kind, SchemaDocument.Write(after));
            DocumentWrite write = present is null ? new DocumentWrite.Create(document) : new DocumentWrite.Replace(document, present.ETag);
            var result = await store.CommitAsync(team.Id, new Commit(Commit.NewId(), record is null ? [write] : [new DocumentWrite.Create(record(edited)), write]), cancel);
            if (result.IsCommitted)
            {
                await schemas.ReloadAsync(team, cancel);
                return (edited, null);
            }

            if (record is not null && result.Index == 0)
            {
                return (null, null);
            }
        }
    }
}
