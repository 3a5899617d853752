using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Contacts;

/// <summary>What one change would write, decided without touching the store.</summary>
internal sealed record ContactPlan(ContactOutcome Outcome)
{
    /// <summary>The contact's document and, for upserts of values that are not unique, the lock.</summary>
    public IReadOnlyList<DocumentWrite> Writes { get; init; } = [];

    /// <summary>The contact written or touched; no group holds one twice.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>Unique values to take.</summary>
    public IReadOnlyList<UniqueValue> Take { get; init; } = [];

    /// <summary>Reservations to give up, by document id.</summary>
    public IReadOnlyList<string> Release { get; init; } = [];

    /// <summary>The contact as it will be, when it is made or changed.</summary>
    public Contact? After { get; init; }

    /// <summary>Number of documents in the commit.</summary>
    public int WriteCount => Writes.Count + Take.Count + Release.Count;

    /// <summary>A change that is refused.</summary>
    public static ContactPlan Refuse(ContactError error, Guid? id = null) => new(new ContactOutcome.Failed(error) { Id = id }) { ContactId = id };
}
