using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Contacts;

/// <summary>Decides what a change does to the contact it is about. Pure: everything it needs has been read.</summary>
/// <param name="context">Team, schema and clock.</param>
/// <param name="commitId">The commit that will carry the writes, and so the tag of the versions it makes.</param>
/// <param name="identify">The id and the sequence number of a contact to be made; the same again when the change is planned again.</param>
internal sealed class ContactPlanner(EditContext context, string commitId, Func<(Guid Id, long Number)> identify)
{
    /// <summary>How long a soft-deleted contact can be restored.</summary>
    public static readonly TimeSpan KeepDeleted = TimeSpan.FromDays(30);

    private static readonly TimeSpan LockTime = TimeSpan.FromSeconds(60);

    private Schema Schema => context.Schema;

    /// <summary>A contact that nobody has.</summary>
    public ContactPlan Create(ContactValuesInput values, ContactOrigin origin, IReadOnlyList<DocumentWrite>? also = null)
    {
        var (id, number) = identify();
        var properties = new Dictionary<string, PropertyValue>(StringComparer.Ordinal);
        if (origin.ImportJobId is { } job)
        {
            properties["import_job_id"] = new PropertyValue.Text(job);
        }

        var errors = new List<ContactError>();
        var blank = new Contact(id, context.Now) { SequenceNumber = number };
        var made = ContactEdit.Apply(blank, values, context, errors) with { Source = origin.Source };
        if (properties.Count > 0)
        {
            made = made with { Properties = new Dictionary<string, PropertyValue>([.. properties, .. made.Properties], StringComparer.Ordinal) };
        }

        errors.AddRange(Schema.Required.Where(d => made.ValueOf(d) is null).Select(d => ContactErrors.Required(d.Slug)));
        return errors.Count > 0 ? Refuse(errors, null) : Write(null, made, v => new ContactOutcome.Created(v), also);
    }

    /// <summary>The change of a live contact.</summary>
    public ContactPlan Update(Guid id, LoadedContact? loaded, ContactValuesInput values, string? ifMatch)
    {
        if (loaded is not { Contact.DeletedAt: null })
        {
            return ContactPlan.Refuse(ContactErrors.Absent(id), id);
        }

        if (ifMatch is not null && !EntityTag.Matches(ifMatch, loaded.Commit))
        {
            return ContactPlan.Refuse(ContactErrors.Stale(), id);
        }

        var before = loaded.Contact;
        var errors = new List<ContactError>();
        var after = ContactEdit.Apply(before, values, context, errors);
        errors.AddRange(Schema.Required.Where(d => before.ValueOf(d) is not null && after.ValueOf(d) is null).Select(d => ContactErrors.Required(d.Slug)));
        if (errors.Count > 0)
        {
            return Refuse(errors, id);
        }

        return ContactDocument.Write(after).AsSpan().SequenceEqual(ContactDocument.Write(before))
            ? new ContactPlan(new ContactOutcome.Existing(loaded.Version)) { ContactId = id }
            : Write(loaded, after with { UpdatedAt = context.Now }, v => new ContactOutcome.Updated(v));
    }

    /// <summary>An upsert whose value has been looked up.</summary>
    public ContactPlan Upsert(ContactChange.Upsert change, MatchOperand operand, IReadOnlyList<LoadedContact> found, StoredDocument? heldLock)
    {
        if (!change.Match.IgnoreCase)
        {
            found = [.. found.Where(f => operand.IsExact(f.Contact, Schema))];
        }

        found = MatchOperand.PreferPrimary(found, operand.Definition, operand.Value, f => f.Contact);
        if (found.Count > 1)
        {
            return ContactPlan.Refuse(ContactErrors.Several(operand.Definition.Slug));
        }

        if (found.Count == 1)
        {
            return change.UpdateExisting
                ? Update(found[0].Contact.Id, found[0], change.Values, null)
                : new ContactPlan(new ContactOutcome.Existing(found[0].Version)) { ContactId = found[0].Contact.Id };
        }

        var values = change.Values;
        var index = values.Default.ToList().FindIndex(p => p.Key == operand.Definition.Slug);
        if (index < 0)
        {
            values = values with { Default = [.. values.Default, new KeyValuePair<string, PropertyInput>(operand.Definition.Slug, change.Match.Value)] };
        }

        var (id, _) = identify();
        IReadOnlyList<DocumentWrite> locks = !change.Lock || operand.Definition.Unique ? [] : [LockWrite(operand.LockId, id, heldLock)];
        var plan = Create(values, change.Origin, locks);
        return plan.After is { } made && !MatchOperand.ValuesOf(made, operand.Definition, Schema).Contains(operand.Value)
            ? ContactPlan.Refuse(ContactErrors.Mismatch(operand.Definition.Slug))
            : plan;
    }

    /// <summary>A soft delete; of a soft-deleted contact again a success.</summary>
    public ContactPlan Delete(Guid id, LoadedContact? loaded, string? ifMatch)
    {
        if (loaded is null)
        {
            return ContactPlan.Refuse(ContactErrors.Absent(id), id);
        }

        if (loaded.Contact.DeletedAt is not null)
        {
            return new ContactPlan(new ContactOutcome.Deleted(id)) { ContactId = id };
        }

        return ifMatch is not null && !EntityTag.Matches(ifMatch, loaded.Commit)
            ? ContactPlan.Refuse(ContactErrors.Stale(), id)
            : Write(loaded, loaded.Contact with { DeletedAt = context.Now, UpdatedAt = context.Now }, _ => new ContactOutcome.Deleted(id));
    }

    /// <summary>Erases the document and gives up what it held.</summary>
    public ContactPlan Erase(Guid id, LoadedContact? loaded, string? ifMatch)
    {
        if (loaded is null)
        {
            return ContactPlan.Refuse(ContactErrors.Absent(id), id);
        }

        return ifMatch is not null && !EntityTag.Matches(ifMatch, loaded.Commit)
            ? ContactPlan.Refuse(ContactErrors.Stale(), id)
            : new ContactPlan(new ContactOutcome.Deleted(id))
            {
                ContactId = id,
                Writes = [new DocumentWrite.Delete(id.ToString(), loaded.ETag)],
                Release = [.. UniqueValues.Of(loaded.Contact, Schema).Select(u => u.Id)],
            };
    }

    /// <summary>Brings a soft-deleted contact back with its unique values.</summary>
    public ContactPlan Restore(Guid id, LoadedContact? loaded)
    {
        if (loaded is null)
        {
            return ContactPlan.Refuse(ContactErrors.Absent(id), id);
        }

        return loaded.Contact.DeletedAt is null
            ? new ContactPlan(new ContactOutcome.Existing(loaded.Version)) { ContactId = id }
            : Write(loaded, loaded.Contact with { DeletedAt = null, UpdatedAt = context.Now }, v => new ContactOutcome.Updated(v));
    }

    /// <summary>A copy without the values that only one contact can have.</summary>
    public ContactPlan Duplicate(Guid id, LoadedContact? loaded)
    {
        if (loaded is not { Contact.DeletedAt: null })
        {
            return ContactPlan.Refuse(ContactErrors.Absent(id), id);
        }

        var (copyId, number) = identify();
        var source = loaded.Contact;
        var properties = source.Properties.Where(p => p.Key != "import_job_id" && !Schema.Unique.Any(u => u.Slug == p.Key));
        var copy = source with
        {
            Id = copyId,
            SequenceNumber = number,
            Properties = new Dictionary<string, PropertyValue>(properties, StringComparer.Ordinal),
            Emails = [.. source.Emails.Where(e => !e.Primary).Select(e => e with { Id = context.NewId() })],
            Phones = [.. source.Phones.Select(p => p with { Id = context.NewId() })],
            ExternalId = null,
            Source = ContactOrigin.Api.Source,
            CreatedAt = context.Now,
            UpdatedAt = context.Now,
        };
        return Write(null, copy, v => new ContactOutcome.Created(v));
    }

    private ContactPlan Write(LoadedContact? before, Contact after, Func<ContactVersion, ContactOutcome> outcome, IReadOnlyList<DocumentWrite>? also = null)
    {
        var body = ContactDocument.Write(after);
        if (body.Length > ContactErrors.MaxContactBytes)
        {
            return ContactPlan.Refuse(ContactErrors.TooLarge(), before?.Contact.Id);
        }

        var document = new Document(after.Id.ToString(), Contact.Kind, body)
        {
            Index = ContactIndex.Of(after, Schema),
            TimeToLive = after.DeletedAt is null ? null : KeepDeleted,
        };
        var held = before is null ? [] : UniqueValues.Of(before.Contact, Schema);
        var holds = UniqueValues.Of(after, Schema);
        if (holds.FirstOrDefault(u => u.Value.Length > UniqueValues.MaxLength) is { } tooLong)
        {
            return ContactPlan.Refuse(ContactErrors.Limit(tooLong.Slug, "default/" + tooLong.Slug, $"is unique, and a unique value has at most {UniqueValues.MaxLength} characters"), before?.Contact.Id);
        }

        return new ContactPlan(outcome(new ContactVersion(after, commitId)))
        {
            ContactId = after.Id,
            After = after,
            Writes = [before is null ? new DocumentWrite.Create(document) : new DocumentWrite.Replace(document, before.ETag), .. also ?? []],
            Take = [.. holds.Where(h => !held.Any(u => u.Id == h.Id))],
            Release = [.. held.Where(u => !holds.Any(h => h.Id == u.Id)).Select(u => u.Id)],
        };
    }

    private static DocumentWrite LockWrite(string id, Guid contactId, StoredDocument? held)
    {
        var document = UniqueValues.Reservation(id, contactId) with { Kind = "lock", TimeToLive = LockTime };
        return held is null ? new DocumentWrite.Create(document) : new DocumentWrite.Replace(document, held.ETag);
    }

    private static ContactPlan Refuse(List<ContactError> errors, Guid? id) =>
        ContactPlan.Refuse(errors.Count == 1 ? errors[0] : errors[0] with { Others = [.. errors.Skip(1)] }, id);
}
