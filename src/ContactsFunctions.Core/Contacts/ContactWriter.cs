using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Contacts;

/// <summary>
/// The only write path: a list of changes is planned against fresh reads and committed in groups, each all or nothing. A group that loses
/// a race is planned again; after three losses its changes go one at a time, so one bad row never fails its neighbours.
/// </summary>
public sealed class ContactWriter(IDocumentStore store, TeamSchemas schemas, SequenceNumbers numbers, TimeProvider time)
{
    private const int MaxGroup = 500;
    private const int LossesBeforeSingles = 3;
    private const int MaxTries = 20;

    /// <summary>Writes one change. See <see cref="WriteGroupAsync"/>.</summary>
    public async ValueTask<GroupResult> WriteAsync(Team team, ContactChange change, ICommitAttachment? attachment, CancellationToken cancel) =>
        await WriteGroupAsync(team, [change], 0, attachment, cancel);

    /// <summary>
    /// Writes as many of <paramref name="changes"/>, from <paramref name="first"/> on and at least one, as fit into one commit, and returns
    /// their outcomes in order.
    /// </summary>
    /// <param name="createOptions">Whether options that the changes name and selects do not have are made in the same commit.</param>
    /// <exception cref="StoreUnavailableException">The store is away, or the contact is so contended that twenty tries lost.</exception>
    public async ValueTask<GroupResult> WriteGroupAsync(
        Team team, IReadOnlyList<ContactChange> changes, int first, ICommitAttachment? attachment, CancellationToken cancel, bool createOptions = false)
    {
        var known = await schemas.GetAsync(team, cancel);
        var identities = new Dictionary<int, (Guid, long)>();
        var reloaded = false;
        for (var losses = 0; losses < MaxTries; losses++)
        {
            var count = losses >= LossesBeforeSingles ? 1 : Math.Min(changes.Count - first, Math.Min(MaxGroup, Math.Max(1, store.Limits.Writes / 3)));
            var slice = changes.Skip(first).Take(count).ToList();
            var (schema, options) = createOptions ? await WithOptionsAsync(team, known, slice, cancel) : (known, null);
            var load = await GroupLoad.ReadAsync(store, team, schema, slice, attachment?.Reads ?? [], losses > 0, cancel);
            if (attachment?.IsSettledBy(load.Also) == true)
            {
                return new GroupResult([], true, []);
            }

            if (!load.IsComplete)
            {
                slice = [slice[0]];
                load = await GroupLoad.ReadAsync(store, team, schema, slice, [], losses > 0, cancel);
            }

            if (!reloaded && load.OutdatesSchema(schema))
            {
                reloaded = true;
                losses--;
                known = await schemas.ReloadAsync(team, cancel);
                continue;
            }

            var commitId = Commit.NewId();
            var plan = await PlanAsync(team, schema, slice, load, commitId, identities, (attachment?.MaxWrites ?? 0) + (options is null ? 0 : 1), cancel);
            if (!reloaded && plan.Outcomes.Any(o => IsAboutDefinitions(o, schema)))
            {
                reloaded = true;
                losses--;
                known = await schemas.ReloadAsync(team, cancel);
                continue;
            }

            if ((slice.Count > 1 || losses > 0) && plan.Taken is { Count: > 0 } taken)
            {
                plan.RefuseTaken(await HoldersAsync(team.Id, taken, cancel));
            }

            var outcomes = plan.Outcomes;
            var attached = attachment?.WritesFor(commitId, outcomes) ?? [];
            List<DocumentWrite> writes = [.. attached, .. options is null ? [] : (ReadOnlySpan<DocumentWrite>)[options], .. plan.Writes()];
            if (writes.Count == 0)
            {
                return new GroupResult(outcomes, false, []);
            }

            var result = await store.CommitAsync(team.Id, new Commit(commitId, writes), cancel);
            if (result.IsCommitted)
            {
                if (options is not null)
                {
                    await schemas.ReloadAsync(team, cancel);
                }

                return new GroupResult(outcomes, false, [.. result.ETags.Take(attached.Count)]);
            }

            if (result.Index < attached.Count)
            {
                return new GroupResult(outcomes, true, []);
            }

            await BackOffAsync(losses, cancel);
        }

        throw new StoreUnavailableException("The contact is being changed by too many at once.", TimeSpan.FromSeconds(1));
    }

    private async ValueTask<(Schema Schema, DocumentWrite? Options)> WithOptionsAsync(Team team, Schema known, List<ContactChange> slice, CancellationToken cancel) =>
        MissingOptions.IsMissing(slice, known)
        && MissingOptions.Add(await store.ReadAsync(team.Id, SchemaDocument.Id, cancel), slice, team.DefaultCountry) is { } added ? added : (known, null);

    /// <summary>A slug or an option that the cached schema does not know may be new.</summary>
    private static bool IsAboutDefinitions(ContactOutcome outcome, Schema schema) =>
        outcome is ContactOutcome.Failed { Error: var error } && error.Others.Prepend(error).Any(e =>
            e.Code == ContactErrors.UnknownProperty || (e.Property is { } slug && schema.Find(slug)?.Type.IsSelect() == true));

    private async ValueTask<GroupPlan> PlanAsync(
        Team team, Schema schema, List<ContactChange> slice, GroupLoad load, string commitId, Dictionary<int, (Guid, long)> identities, int attached, CancellationToken cancel)
    {
        var unidentified = Enumerable.Range(0, slice.Count).Where(i => !identities.ContainsKey(i) && CanCreate(slice[i], schema, load)).ToList();
        var next = unidentified.Count == 0 ? 0 : await numbers.TakeAsync(team.Id, unidentified.Count, cancel);
        var context = new EditContext(team.Id, schema, time.GetUtcNow(), time);
        foreach (var index in unidentified)
        {
            identities[index] = (context.NewId(), next++);
        }

        var plan = new GroupPlan(schema, store.Limits.Writes - attached, store.Limits.Bytes - (attached > 0 ? 1_000_000 : 0));
        for (var i = 0; i < slice.Count; i++)
        {
            var index = i;
            var planner = new ContactPlanner(context, commitId, () => identities[index]);
            var operand = slice[i] is ContactChange.Upsert upsert ? MatchOperand.Of(upsert.Match, schema) : null;
            var planned = PlanOne(slice[i], planner, operand, load, plan, schema);
            if (planned is null || !plan.TryAdd(planned, operand?.Definition))
            {
                break;
            }
        }

        return plan;
    }

    private static bool CanCreate(ContactChange change, Schema schema, GroupLoad load) => change switch
    {
        ContactChange.Create or ContactChange.Duplicate => true,
        ContactChange.Upsert upsert => MatchOperand.Of(upsert.Match, schema) is { Error: null } operand && (!upsert.Match.IgnoreCase || load.Matches(operand).Count == 0),
        _ => false,
    };

    /// <summary>Null when the change must wait for the next group.</summary>
    private static ContactPlan? PlanOne(ContactChange change, ContactPlanner planner, MatchOperand? operand, GroupLoad load, GroupPlan group, Schema schema)
    {
        switch (change)
        {
            case ContactChange.Create create: return planner.Create(create.Values, create.Origin);
            case ContactChange.Update update: return planner.Update(update.Id, load.Find(update.Id), update.Values, update.IfMatch);
            case ContactChange.Delete delete: return planner.Delete(delete.Id, load.Find(delete.Id), delete.IfMatch);
            case ContactChange.Erase erase: return planner.Erase(erase.Id, load.Find(erase.Id), erase.IfMatch);
            case ContactChange.Restore restore: return planner.Restore(restore.Id, load.Find(restore.Id));
            case ContactChange.Duplicate duplicate: return planner.Duplicate(duplicate.Id, load.Find(duplicate.Id));
            case ContactChange.Refused refused: return ContactPlan.Refuse(refused.Error);
        }

        var upsert = (ContactChange.Upsert)change;
        if (operand is null)
        {
            return ContactPlan.Refuse(ContactErrors.Unknown(upsert.Match.Slug, upsert.Match.Slug, schema));
        }

        if (operand.Error is { } why)
        {
            return ContactPlan.Refuse(ContactErrors.Operand(upsert.Match.Slug, why));
        }

        var found = load.Matches(operand);
        if (group.Touches(found.Select(f => f.Contact.Id)))
        {
            return null;
        }

        if (group.MadeWith(operand) is { } made && (operand.ListId is null || made.Contact.Lists.ContainsKey(operand.ListId)) && (upsert.Match.IgnoreCase || operand.IsExact(made.Contact, schema)))
        {
            return upsert.UpdateExisting || found.Count > 0 ? null : new ContactPlan(new ContactOutcome.Existing(made));
        }

        return planner.Upsert(upsert, operand, found, load.Locks.GetValueOrDefault(operand.LockId));
    }

    private async ValueTask<Dictionary<string, Guid>> HoldersAsync(string team, IReadOnlyList<UniqueValue> values, CancellationToken cancel)
    {
        var held = await store.ReadManyAsync(team, [.. values.Select(v => v.Id).Distinct()], cancel);
        return held.OfType<StoredDocument>().ToDictionary(d => d.Id, UniqueValues.HolderOf);
    }

    private async ValueTask BackOffAsync(int losses, CancellationToken cancel)
    {
        if (losses > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1 << Math.Min(losses, 9))), time, cancel);
        }
    }
}
