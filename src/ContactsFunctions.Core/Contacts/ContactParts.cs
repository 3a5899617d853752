using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Contacts;

/// <summary>
/// E-mails and phones, which follow one set of rules: writing the single property adds the entry and makes it primary, null removes the
/// primary and promotes none; a written list replaces the list, entries that stay keep id, type and time, and the first is primary unless
/// the same body names another.
/// </summary>
internal sealed class ContactParts<T>(Func<T, string, bool> isSame, Func<string, T> make, Func<T, bool> isPrimary, Func<T, bool, T> withPrimary)
    where T : class
{
    /// <summary>Applies what a body says of the single and of the list property; null means the body does not name it.</summary>
    public IReadOnlyList<T> Apply(IReadOnlyList<T> present, Given? single, Given? list)
    {
        if (list is { } written)
        {
            var kept = new List<T>();
            foreach (var text in written.Texts)
            {
                if (!kept.Exists(k => isSame(k, text)))
                {
                    kept.Add(present.FirstOrDefault(p => isSame(p, text)) ?? make(text));
                }
            }

            var primary = single is null ? kept.FirstOrDefault() : null;
            present = [.. kept.Select(k => WithPrimary(k, ReferenceEquals(k, primary)))];
        }

        if (single is not { } one)
        {
            return present;
        }

        if (one.Texts.Count == 0)
        {
            return list is null ? [.. present.Where(p => !isPrimary(p))] : present;
        }

        var index = present.ToList().FindIndex(p => isSame(p, one.Texts[0]));
        var entries = index < 0 ? [.. present, make(one.Texts[0])] : present;
        index = index < 0 ? entries.Count - 1 : index;
        return [.. entries.Select((e, i) => WithPrimary(e, i == index))];
    }

    private T WithPrimary(T entry, bool primary) => isPrimary(entry) == primary ? entry : withPrimary(entry, primary);

    /// <summary>The texts that a body gives; none to clear.</summary>
    internal readonly record struct Given(IReadOnlyList<string> Texts);
}

/// <summary>The two kinds of parts.</summary>
internal static class ContactParts
{
    public static ContactParts<ContactEmail> Emails(EditContext context) => new(
        static (e, address) => e.Address == address,
        address => new ContactEmail(context.NewId(), address, "other", false, context.Now),
        static e => e.Primary,
        static (e, primary) => e with { Primary = primary });

    public static ContactParts<ContactPhone> Phones(EditContext context) => new(
        (p, typed) => p.Number == typed || (p.E164 is { } e164 && (e164 == typed || e164 == PhoneNumber.ToE164(typed, context.Schema.DefaultCountry))),
        typed => new ContactPhone(context.NewId(), typed, PhoneNumber.ToE164(typed, context.Schema.DefaultCountry), "other", false, context.Now),
        static p => p.Primary,
        static (p, primary) => p with { Primary = primary });
}

/// <summary>What an edit is made under.</summary>
public sealed record EditContext(string TeamId, Schema Schema, DateTimeOffset Now, TimeProvider Time)
{
    /// <summary>A fresh id of a contact or a part of one.</summary>
    public Guid NewId() => VersionedUuid.NewVersion7(Time);
}
