namespace ContactsFunctions.Core.Contacts;

/// <summary>What became of a change.</summary>
public abstract record ContactOutcome
{
    /// <summary>The contact was made.</summary>
    public sealed record Created(ContactVersion Version) : ContactOutcome;

    /// <summary>The contact was changed.</summary>
    public sealed record Updated(ContactVersion Version) : ContactOutcome;

    /// <summary>The contact is as asked for already; nothing was written.</summary>
    public sealed record Existing(ContactVersion Version) : ContactOutcome;

    /// <summary>The contact is deleted, or was already.</summary>
    public sealed record Deleted(Guid Id) : ContactOutcome;

    /// <summary>Nothing was done.</summary>
    public sealed record Failed(ContactError Error) : ContactOutcome
    {
        /// <summary>The contact that the change was about, when that is known.</summary>
        public Guid? Id { get; init; }
    }

    /// <summary>The contact it is about, null when there is none.</summary>
    public Guid? ContactId => this switch
    {
        Created created => created.Version.Contact.Id,
        Updated updated => updated.Version.Contact.Id,
        Existing existing => existing.Version.Contact.Id,
        Deleted deleted => deleted.Id,
        Failed failed => failed.Id,
        _ => null,
    };

    /// <summary>The contact as it is now, null when there is none or it was deleted.</summary>
    public ContactVersion? After => this switch
    {
        Created created => created.Version,
        Updated updated => updated.Version,
        Existing existing => existing.Version,
        _ => null,
    };
}

/// <summary>A contact and the tag of its version, the id of the commit that wrote it.</summary>
public sealed record ContactVersion(Contact Contact, string Tag)
{
    /// <summary>The value of the ETag header (RFC 9110, 8.8.3).</summary>
    public string ETag => $"\"{Tag}\"";
}
