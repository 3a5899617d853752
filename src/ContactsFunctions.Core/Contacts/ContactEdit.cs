using System.Text.Json;
using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Contacts;

/// <summary>Applies what a client wrote to a contact. Pure: the same contact and input give the same contact, ids of new parts aside.</summary>
public static class ContactEdit
{
    /// <summary>The most lists of a contact, and the most entries of e-mails and of phones.</summary>
    public const int MaxEntries = 100;

    /// <summary>
    /// The contact with the values written; everything wrong is added to <paramref name="errors"/>, and the contact returned then is of no use.
    /// Writing back what was read gives an equal contact.
    /// </summary>
    public static Contact Apply(Contact contact, ContactValuesInput values, EditContext context, List<ContactError> errors)
    {
        var given = new Dictionary<string, Given>(values.Default.Count, StringComparer.Ordinal);
        foreach (var (slug, input) in values.Default)
        {
            if (Convert(contact, slug, input, "default/" + slug, context, errors) is { } converted)
            {
                given[slug] = converted;
            }
        }

        var properties = new Dictionary<string, PropertyValue>(contact.Properties, StringComparer.Ordinal);
        ApplyNames(contact, given, properties);
        contact = contact with
        {
            Emails = ContactParts.Emails(context).Apply(contact.Emails, Take(given, "email"), Take(given, "emails")),
            Phones = ContactParts.Phones(context).Apply(contact.Phones, TakeTyped(given, "phone"), TakeTyped(given, "phones")),
        };
        contact = ApplyAccount(contact, given, properties, context.TeamId);
        foreach (var (slug, value) in given)
        {
            switch (slug)
            {
                case "tags": contact = contact with { Tags = [.. Texts(value.Value)] }; break;
                case "external_id": contact = contact with { ExternalId = Texts(value.Value).FirstOrDefault() }; break;
                default: Set(properties, slug, value.Value); break;
            }
        }

        contact = contact with { Properties = properties, Lists = ApplyLists(contact, values, context, errors) };
        CheckCounts(contact, errors);
        return contact;
    }

    private static Given? Convert(Contact contact, string slug, PropertyInput input, string path, EditContext context, List<ContactError> errors)
    {
        if (context.Schema.Find(slug) is not { } definition)
        {
            errors.Add(ContactErrors.Unknown(slug, path, context.Schema));
            return null;
        }

        var present = contact.ValueOf(definition);
        if (present is not null && !IsSettledLater(slug) && IsAsRead(input, present))
        {
            return null;
        }

        var conversion = PropertyConverter.Convert(definition, input, context.Schema);
        if (definition.ReadOnly)
        {
            if (conversion.Error is not null || !Equals(conversion.Value, present))
            {
                errors.Add(ContactErrors.ReadOnly(slug, path, input));
            }

            return null;
        }

        if (conversion.Error is { } why)
        {
            errors.Add(conversion.TooMany ? ContactErrors.Limit(slug, path, why) : ContactErrors.Refused(slug, path, input, why));
            return null;
        }

        return IsSettledLater(slug) || !Equals(conversion.Value, present) ? new Given(conversion.Value, input) : null;
    }

    /// <summary>The texts as they were read: even where a dropped option, or another default country, would refuse or change them today.</summary>
    private static bool IsAsRead(PropertyInput input, PropertyValue present) =>
        (input.Kind == JsonValueKind.Array) == present is PropertyValue.Many
        && input.Elements.Count == present.Elements.Count
        && input.Elements.Zip(present.Elements).All(p => p.Second is PropertyValue.Text own && p.First.TryGetText(out var text) && text == own.Value);

    private static bool IsSettledLater(string slug) => slug is "full_name" or "first_name" or "last_name" or "email" or "phone";

    private static void ApplyNames(Contact contact, Dictionary<string, Given> given, Dictionary<string, PropertyValue> properties)
    {
        var shown = contact.Name;
        var full = TakeName(given, "full_name");
        var first = TakeName(given, "first_name");
        var last = TakeName(given, "last_name");
        if ((full?.Text ?? shown.Full) == shown.Full && (first?.Text ?? shown.First) == shown.First && (last?.Text ?? shown.Last) == shown.Last
            && !(Clears(full, shown.Full) || Clears(first, shown.First) || Clears(last, shown.Last)))
        {
            return;
        }

        if (full is null)
        {
            properties.Remove("full_name");
            SetText(properties, "first_name", first is null ? shown.First : first.Value.Text);
            SetText(properties, "last_name", last is null ? shown.Last : last.Value.Text);
            return;
        }

        SetText(properties, "full_name", full.Value.Text);
        var isNewWhole = full.Value.Text != shown.Full;
        ApplyPart(properties, "first_name", first, isNewWhole);
        ApplyPart(properties, "last_name", last, isNewWhole);
    }

    private static void ApplyPart(Dictionary<string, PropertyValue> properties, string slug, GivenName? part, bool isNewWhole)
    {
        if (part is not null || isNewWhole)
        {
            SetText(properties, slug, part?.Text);
        }
    }

    private static bool Clears(GivenName? name, string? shown) => name is { Text: null } && shown is not null;

    private static Contact ApplyAccount(Contact contact, Dictionary<string, Given> given, Dictionary<string, PropertyValue> properties, string teamId)
    {
        var hasId = given.Remove("account_id", out var id);
        var hasExternal = given.Remove("account_external_id", out var external);
        if (!hasId && !hasExternal)
        {
            return contact;
        }

        var accounts = contact.Relationships.GetValueOrDefault(ContactValues.Account) ?? [];
        var stored = properties.GetValueOrDefault("account_external_id") is PropertyValue.Text text ? AccountId.Of(teamId, text.Value).ToString() : null;
        var externalId = Texts(external.Value).FirstOrDefault();
        var account = hasId ? Texts(id.Value).FirstOrDefault()
            : externalId is not null ? AccountId.Of(teamId, externalId).ToString()
            : accounts.Count > 0 && accounts[0] == stored ? null : accounts.FirstOrDefault();
        if (hasExternal)
        {
            Set(properties, "account_external_id", external.Value);
        }
        else if (stored is not null && stored != account)
        {
            properties.Remove("account_external_id");
        }

        IReadOnlyList<string> rest = [.. accounts.Skip(1).Where(a => a != account)];
        var relationships = new Dictionary<string, IReadOnlyList<string>>(contact.Relationships, StringComparer.Ordinal);
        rest = account is null ? rest : [account, .. rest];
        if (rest.Count == 0)
        {
            relationships.Remove(ContactValues.Account);
        }
        else
        {
            relationships[ContactValues.Account] = rest;
        }

        return contact with { Relationships = relationships };
    }

    private static IReadOnlyDictionary<string, IReadOnlyDictionary<string, PropertyValue>> ApplyLists(
        Contact contact, ContactValuesInput values, EditContext context, List<ContactError> errors)
    {
        if (values.Lists.Count == 0 && values.Join is null)
        {
            return contact.Lists;
        }

        var lists = new Dictionary<string, IReadOnlyDictionary<string, PropertyValue>>(contact.Lists, StringComparer.Ordinal);
        foreach (var (name, written) in values.Lists)
        {
            if (!Guid.TryParseExact(name, "D", out var id))
            {
                errors.Add(new ContactError(ContactErrors.InvalidValue, "A list is named by its UUID.") { Path = "list/" + name, Value = name.Length <= 200 ? name : name[..200] });
                continue;
            }

            var list = id.ToString();
            if (written is null)
            {
                lists.Remove(list);
                continue;
            }

            var present = new Dictionary<string, PropertyValue>(lists.GetValueOrDefault(list) ?? new Dictionary<string, PropertyValue>(), StringComparer.Ordinal);
            foreach (var (slug, input) in written)
            {
                ApplyListValue(present, slug, input, $"list/{list}/{slug}", context.Schema, errors);
            }

            lists[list] = present;
        }

        if (values.Join is { } join)
        {
            lists.TryAdd(join, new Dictionary<string, PropertyValue>());
        }

        return lists;
    }

    private static void ApplyListValue(Dictionary<string, PropertyValue> present, string slug, PropertyInput input, string path, Schema schema, List<ContactError> errors)
    {
        if (schema.Find(slug) is not { } definition)
        {
            errors.Add(ContactErrors.Unknown(slug, path, schema));
            return;
        }

        if (present.TryGetValue(slug, out var own) && IsAsRead(input, own))
        {
            return;
        }

        var conversion = PropertyConverter.Convert(definition, input, schema);
        if (definition.ReadOnly && !Equals(conversion.Value, own))
        {
            errors.Add(ContactErrors.ReadOnly(slug, path, input));
        }
        else if (conversion.Error is { } why)
        {
            errors.Add(conversion.TooMany ? ContactErrors.Limit(slug, path, why) : ContactErrors.Refused(slug, path, input, why));
        }
        else
        {
            Set(present, slug, conversion.Value);
        }
    }

    private static void CheckCounts(Contact contact, List<ContactError> errors)
    {
        foreach (var (slug, count) in new[] { ("emails", contact.Emails.Count), ("phones", contact.Phones.Count), ("tags", contact.Tags.Count) })
        {
            if (count > MaxEntries)
            {
                errors.Add(ContactErrors.Limit(slug, "default/" + slug, $"can have at most {MaxEntries} entries on a contact"));
            }
        }

        if (contact.Lists.Count > MaxEntries)
        {
            errors.Add(new ContactError(ContactErrors.LimitExceeded, $"A contact can be on at most {MaxEntries} lists.") { Path = "list" });
        }
    }

    private static ContactParts<ContactEmail>.Given? Take(Dictionary<string, Given> given, string slug) =>
        given.Remove(slug, out var value) ? new ContactParts<ContactEmail>.Given([.. Texts(value.Value)]) : null;

    private static ContactParts<ContactPhone>.Given? TakeTyped(Dictionary<string, Given> given, string slug) =>
        given.Remove(slug, out var value)
            ? new ContactParts<ContactPhone>.Given(value.Value is null ? [] : [.. value.Input.Elements.Select(i => i.TryGetText(out var typed) ? typed : "")])
            : null;

    private static GivenName? TakeName(Dictionary<string, Given> given, string slug) =>
        given.Remove(slug, out var value) ? new GivenName(Texts(value.Value).FirstOrDefault()) : null;

    private static IEnumerable<string> Texts(PropertyValue? value) => value is null ? [] : value.Elements.OfType<PropertyValue.Text>().Select(t => t.Value);

    private static void SetText(Dictionary<string, PropertyValue> properties, string slug, string? text) =>
        Set(properties, slug, text is null ? null : new PropertyValue.Text(text));

    private static void Set(Dictionary<string, PropertyValue> properties, string slug, PropertyValue? value)
    {
        if (value is null)
        {
            properties.Remove(slug);
        }
        else
        {
            properties[slug] = value;
        }
    }

    private readonly record struct Given(PropertyValue? Value, PropertyInput Input);

    private readonly record struct GivenName(string? Text);
}
