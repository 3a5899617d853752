using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Imports;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Tests.Jobs;

/// <summary>What an import should do, row by row, with contacts of four text properties: e-mail and external id unique, city and title not.</summary>
internal sealed class ImportModel
{
    private static readonly string[] Slugs = ["email", "external_id", "city", "title"];

    /// <summary>The addresses of each contact: a new one joins them, and is found by, while only the primary one is unique.</summary>
    private readonly Dictionary<Dictionary<string, string>, HashSet<string>> addresses = [];

    /// <summary>The contacts by slug.</summary>
    public List<Dictionary<string, string>> Contacts { get; } = [];

    public static string Show(Dictionary<string, string> contact) => string.Join('|', Slugs.Select(s => contact.GetValueOrDefault(s, "")));

    public static string Show(Contact contact) => Show(Slugs.Select(s => (s, TeamFixture.Show(contact, s))).Where(p => p.Item2 != "null").ToDictionary(p => p.s, p => System.Text.Json.JsonSerializer.Deserialize<string>(p.Item2)!));

    /// <summary>Takes a row and says what becomes of it: a kind, or the code of an error.</summary>
    public string Take(ImportRow row, ImportOptions options)
    {
        if (row.Error is { } unreadable)
        {
            return unreadable.Code;
        }

        var values = row.Default.ToDictionary(v => v.Key, v => v.Key == "email" ? v.Value.Show().ToLowerInvariant() : v.Value.Show());
        var invalid = values.TryGetValue("email", out var email) && !email.Contains('@');
        if (invalid && options.DedupeBy == "email")
        {
            return ContactErrors.InvalidOperand;
        }

        var found = options.DedupeBy is { } slug && values.TryGetValue(slug, out var key) ? Contacts.Where(c => slug == "email" ? addresses[c].Contains(key) : c.GetValueOrDefault(slug) == key).ToList() : [];
        if (found.Count > 1 && options.DedupeBy == "email" && found.Any(c => c.GetValueOrDefault("email") == email))
        {
            found = [.. found.Where(c => c.GetValueOrDefault("email") == email)];
        }

        if (found.Count > 1)
        {
            return ContactErrors.MultipleMatches;
        }

        var present = found.FirstOrDefault();
        if (present is not null && !options.UpdateExisting)
        {
            return nameof(RowResultKind.Existing);
        }

        if (invalid)
        {
            return ContactErrors.InvalidValue;
        }

        if (Contacts.Any(c => c != present && (Shares(c, "email") || Shares(c, "external_id"))))
        {
            return ContactErrors.UniqueValueTaken;
        }

        if (present is null)
        {
            Contacts.Add(values);
            addresses[values] = email is null ? [] : [email];
            return nameof(RowResultKind.Created);
        }

        var changed = values.Any(v => present.GetValueOrDefault(v.Key) != v.Value);
        foreach (var (name, value) in values)
        {
            present[name] = value;
        }

        addresses[present].UnionWith(email is null ? [] : [email]);

        return changed ? nameof(RowResultKind.Updated) : nameof(RowResultKind.Existing);

        bool Shares(Dictionary<string, string> contact, string name) => values.TryGetValue(name, out var own) && contact.GetValueOrDefault(name) == own;
    }
}
