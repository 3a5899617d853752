using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Contacts;

/// <summary>
/// The changes that fit into one commit, from the first on. A change that touches a contact or gives up a value that the group already
/// has in hand ends the group; one that wants a value taken earlier in the group is refused, as it would be a moment later.
/// </summary>
internal sealed class GroupPlan(Schema schema, int maxWrites, long maxBytes)
{
    private readonly List<ContactPlan> plans = [];
    private readonly List<int> restOn = [];
    private readonly Dictionary<Guid, int> contacts = [];
    private readonly HashSet<string> locks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> released = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Slug, IndexValue Value), ContactVersion> madeByValue = [];
    private int writes;
    private long bytes;

    /// <summary>Outcomes so far.</summary>
    public IReadOnlyList<ContactOutcome> Outcomes => [.. plans.Select(p => p.Outcome)];

    /// <summary>All unique values that the group would take.</summary>
    public IReadOnlyList<UniqueValue> Taken => [.. plans.SelectMany(p => p.Take)];

    /// <summary>The contact made earlier in this group with the value; null when there is none.</summary>
    public ContactVersion? MadeWith(MatchOperand operand) => madeByValue.GetValueOrDefault((operand.Definition.Slug, operand.Value));

    /// <summary>Whether the group already touches one of these contacts.</summary>
    public bool Touches(IEnumerable<Guid> ids) => ids.Any(contacts.ContainsKey);

    /// <summary>Adds a change's plan; false when it must wait for the next group.</summary>
    public bool TryAdd(ContactPlan plan, PropertyDefinition? matchedBy)
    {
        if (plan.Outcome is ContactOutcome.Failed || plan.WriteCount == 0)
        {
            // It writes nothing, but what it says must be true when the group has taken effect.
            if (plan.ContactId is { } touched && contacts.ContainsKey(touched))
            {
                return false;
            }

            Add(plan, plan.Outcome.ContactId);
            return true;
        }

        var conflict = plan.Take.FirstOrDefault(u => taken.ContainsKey(u.Id));
        if (conflict is not null)
        {
            Add(Refuse(plan, conflict, taken[conflict.Id]), taken[conflict.Id]);
            return true;
        }

        var size = plan.Writes.Sum(w => w switch { DocumentWrite.Create c => c.Document.Size, DocumentWrite.Replace r => r.Document.Size, _ => 256 }) + (512L * (plan.Take.Count + plan.Release.Count));
        var lockIds = plan.Writes.Skip(1).Select(w => w.Id).ToList();
        if (plans.Count > 0 && (writes + plan.WriteCount > maxWrites || bytes + size > maxBytes))
        {
            return false;
        }

        if (contacts.ContainsKey(plan.ContactId!.Value) || plan.Take.Any(u => released.Contains(u.Id)) || plan.Release.Any(taken.ContainsKey) || lockIds.Exists(locks.Contains))
        {
            return false;
        }

        Add(plan, null);
        writes += plan.WriteCount;
        bytes += size;
        contacts[plan.ContactId.Value] = plans.Count - 1;
        released.UnionWith(plan.Release);
        locks.UnionWith(lockIds);
        foreach (var unique in plan.Take)
        {
            taken[unique.Id] = plan.ContactId.Value;
        }

        if (matchedBy is not null && plan.After is { } after && plan.Outcome.After is { } version)
        {
            foreach (var value in MatchOperand.ValuesOf(after, matchedBy, schema))
            {
                madeByValue[(matchedBy.Slug, value)] = version;
            }
        }

        return true;
    }

    /// <summary>Refuses the changes whose unique values others hold; the group ends before a change that counted on one of them.</summary>
    public void RefuseTaken(IReadOnlyDictionary<string, Guid> holders)
    {
        var refused = new HashSet<int>();
        for (var i = 0; i < plans.Count; i++)
        {
            if (refused.Contains(restOn[i]))
            {
                plans.RemoveRange(i, plans.Count - i);
                return;
            }

            var plan = plans[i];
            if (plan.Take.FirstOrDefault(u => holders.TryGetValue(u.Id, out var holder) && holder != plan.ContactId) is { } conflict)
            {
                plans[i] = Refuse(plan, conflict, holders[conflict.Id]);
                refused.Add(i);
            }
        }
    }

    private static ContactPlan Refuse(ContactPlan plan, UniqueValue conflict, Guid holder) =>
        ContactPlan.Refuse(ContactErrors.Taken(conflict.Slug, conflict.Value, holder), plan.Outcome is ContactOutcome.Created ? null : plan.ContactId);

    /// <param name="counted">The contact that the plan found made or changed by an earlier one, if any.</param>
    private void Add(ContactPlan plan, Guid? counted)
    {
        plans.Add(plan);
        restOn.Add(counted is { } id ? contacts.GetValueOrDefault(id, -1) : -1);
    }

    /// <summary>The documents of the commit: contacts and locks, then reservations.</summary>
    public IEnumerable<DocumentWrite> Writes() => plans.SelectMany(p => p.Writes)
        .Concat(plans.SelectMany(p => p.Release.Select(id => new DocumentWrite.Delete(id))))
        .Concat(plans.SelectMany(p => p.Take.Select(u => new DocumentWrite.Create(UniqueValues.Reservation(u.Id, p.ContactId!.Value)))));
}
