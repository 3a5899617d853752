using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Contacts;

/// <summary>What the planning of a group needs from the store, read in bulk: one request for the contacts named by id, one for those named by a value.</summary>
internal sealed class GroupLoad
{
    /// <summary>The most contacts that the values of one group may match before its changes are taken one by one.</summary>
    private const int MaxMatches = 5_000;

    private readonly Dictionary<Guid, LoadedContact> byId = [];
    private readonly Dictionary<(string, IndexValue), List<Guid>> byValue = [];

    /// <summary>Locks of upserts that lost, by document id.</summary>
    public Dictionary<string, StoredDocument> Locks { get; } = [];

    /// <summary>The further documents asked for, null where absent.</summary>
    public IReadOnlyList<StoredDocument?> Also { get; private set; } = [];

    /// <summary>False when the group's values matched too many contacts to read at once.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Reads for these changes. <paramref name="also"/> names further documents; <paramref name="withLocks"/> also reads the locks that the upserts would take.</summary>
    public static async ValueTask<GroupLoad> ReadAsync(
        IDocumentStore store, Team team, Schema schema, IReadOnlyList<ContactChange> changes, IReadOnlyList<string> also, bool withLocks, CancellationToken cancel)
    {
        var load = new GroupLoad();
        List<string> ids = [.. also, .. changes.Select(TargetOf).OfType<Guid>().Distinct().Select(id => id.ToString())];
        IReadOnlyList<StoredDocument?> documents = ids.Count switch
        {
            0 => [],
            1 => [await store.ReadAsync(team.Id, ids[0], cancel)],
            _ => await store.ReadManyAsync(team.Id, ids, cancel),
        };
        load.Also = [.. documents.Take(also.Count)];
        foreach (var document in documents.Skip(also.Count))
        {
            load.Add(document);
        }

        var operands = changes.OfType<ContactChange.Upsert>().Select(u => MatchOperand.Of(u.Match, schema)).OfType<MatchOperand>().Where(o => o.Error is null).ToList();
        foreach (var bySlug in operands.GroupBy(o => (o.Definition.Slug, o.ListId)))
        {
            await load.ReadMatchesAsync(store, team.Id, schema, [.. bySlug], changes.Count == 1, cancel);
        }

        if (withLocks && operands.Count > 0)
        {
            var lockIds = operands.Where(o => !o.Definition.Unique).Select(o => o.LockId).Distinct().ToList();
            foreach (var held in lockIds.Count == 0 ? [] : await store.ReadManyAsync(team.Id, lockIds, cancel))
            {
                if (held is not null)
                {
                    load.Locks[held.Id] = held;
                }
            }
        }

        return load;
    }

    /// <summary>The contact with the id, soft-deleted ones too; null when absent.</summary>
    public LoadedContact? Find(Guid id) => byId.GetValueOrDefault(id);

    /// <summary>Whether a contact has a value of a definition that is newer than this schema: planned with it, the value would drop out of the index.</summary>
    public bool OutdatesSchema(Schema schema) => byId.Values.Any(loaded => loaded.Contact.Properties.Keys.Any(slug => !schema.Defines(slug)));

    /// <summary>The live contacts that have the value.</summary>
    public IReadOnlyList<LoadedContact> Matches(MatchOperand operand) =>
        byValue.TryGetValue((operand.Definition.Slug + operand.ListId, operand.Value), out var found) ? [.. found.Select(id => byId[id])] : [];

    private static Guid? TargetOf(ContactChange change) => change switch
    {
        ContactChange.Update update => update.Id,
        ContactChange.Delete delete => delete.Id,
        ContactChange.Erase erase => erase.Id,
        ContactChange.Restore restore => restore.Id,
        ContactChange.Duplicate duplicate => duplicate.Id,
        _ => null,
    };

    private async ValueTask ReadMatchesAsync(
        IDocumentStore store, string team, Schema schema, IReadOnlyList<MatchOperand> operands, bool single, CancellationToken cancel)
    {
        var definition = operands[0].Definition;
        var values = operands.Select(o => o.Value).Distinct().ToList();
        Filter filter = new Filter.In(MatchOperand.PathOf(definition), values);
        if (operands[0].ListId is { } list)
        {
            filter = new Filter.And([filter, new Filter.In(new SearchPath(ContactIndex.Lists, true), [IndexValue.Of(list)])]);
        }

        var limit = single ? 200 : MaxMatches;
        var rows = await store.QueryAsync(team, Contact.Kind, new DocumentQuery(limit) { Filter = filter }, cancel);
        IsComplete &= single || rows.Count < limit;
        foreach (var row in rows)
        {
            var loaded = Add(row.Document)!;
            foreach (var value in MatchOperand.ValuesOf(loaded.Contact, definition, schema))
            {
                var key = (definition.Slug + operands[0].ListId, value);
                if (!byValue.TryGetValue(key, out var found))
                {
                    byValue[key] = found = [];
                }

                found.Add(loaded.Contact.Id);
            }
        }
    }

    private LoadedContact? Add(StoredDocument? document)
    {
        if (document is null || document.Kind != Contact.Kind)
        {
            return null;
        }

        var loaded = new LoadedContact(ContactDocument.Read(document.Id, document.Body), document.ETag, document.Commit);
        byId[loaded.Contact.Id] = loaded;
        return loaded;
    }
}

/// <summary>A contact as read, with the engine's tag for If-Match and the commit that wrote it.</summary>
internal sealed record LoadedContact(Contact Contact, string ETag, string Commit)
{
    public ContactVersion Version => new(Contact, Commit);
}
