using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Imports;

/// <summary>
/// Makes the values of a contact from the properties of a card. Of several of one name the preferred one counts, else the first, that has a value;
/// all e-mails and phones are taken. Their types are left: no value to write carries them.
/// </summary>
internal sealed class VcardRecord
{
    private readonly Dictionary<string, (int Preference, List<(string Slug, string Text)> Values)> best = [];
    private readonly List<(int Preference, string Text)> emails = [];
    private readonly List<(int Preference, string Text)> phones = [];
    private readonly List<string> tags = [];

    /// <summary>Reads a card; the row has the error <c>bad_vcard</c>, <c>bad_encoding</c> or <c>invalid_value</c> when that fails.</summary>
    public static ImportRow Read(string card, ImportRow row)
    {
        var old = IsOld(card);
        var record = new VcardRecord();
        foreach (var line in VcardLines.Unfold(card, old))
        {
            if (VcardProperty.Parse(line) is not { } property)
            {
                return row with { Error = new ContactError(ImportErrors.BadVcard, $"A line of the card is no property: '{PropertyInput.Of(line).Show()}'") };
            }

            if (!record.Take(property, new VcardText(property, old)))
            {
                return row with { Error = ImportErrors.Unreadable(ImportErrors.BadEncoding, 1, 1) };
            }
        }

        var values = record.Values();
        return values.Count == 0 ? row with { Error = ImportErrors.NoValue() } : row with { Default = values };
    }

    private static bool IsOld(string card)
    {
        foreach (var line in card.AsSpan().EnumerateLines())
        {
            if (line.StartsWith("VERSION", StringComparison.OrdinalIgnoreCase))
            {
                return line.TrimEnd().EndsWith("2.1");
            }
        }

        return false;
    }

    /// <summary>Whether the property's value is text.</summary>
    private bool Take(VcardProperty property, VcardText text)
    {
        switch (property.Name)
        {
            case "FN": return Offer(property, "full_name", text.Whole());
            case "TITLE": return Offer(property, "title", text.Whole());
            case "NOTE": return Offer(property, "description", text.Whole());
            case "UID": return Offer(property, "external_id", text.Whole());
            case "PHOTO": return property.IsBase64 || Offer(property, "photo_url", WebAddress(text.Whole()));
            case "N": return Offer(property, text.Parts(';'), ("last_name", 0), ("first_name", 1));
            case "ORG": return Offer(property, text.Parts(';'), ("company", 0), ("department", 1));
            case "ADR": return Offer(property, text.Parts(';'), ("city", 3), ("country", 6));
            case "EMAIL": return Add(emails, property, "mailto:", text.Whole());
            case "TEL": return Add(phones, property, "tel:", text.Whole());
            case "CATEGORIES":
                var categories = text.Parts(',');
                tags.AddRange((categories ?? []).Where(tag => !string.IsNullOrWhiteSpace(tag)).Select(tag => tag.Trim()));
                return categories is not null;
            default: return true;
        }
    }

    private bool Offer(VcardProperty property, string slug, string? value) => value is not null && Offer(property, [value], (slug, 0));

    private bool Offer(VcardProperty property, IReadOnlyList<string>? parts, params ReadOnlySpan<(string Slug, int Index)> slugs)
    {
        var values = new List<(string, string)>();
        foreach (var (slug, index) in slugs)
        {
            if (index < (parts?.Count ?? 0) && !string.IsNullOrWhiteSpace(parts![index]))
            {
                values.Add((slug, parts[index]));
            }
        }

        if (values.Count > 0 && (!best.TryGetValue(property.Name, out var present) || property.Preference < present.Preference))
        {
            best[property.Name] = (property.Preference, values);
        }

        return parts is not null;
    }

    private static bool Add(List<(int, string)> all, VcardProperty property, string scheme, string? value)
    {
        var address = value?.Trim() ?? "";
        if (address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            address = Uri.UnescapeDataString(address[scheme.Length..].Split('?')[0]);
        }

        if (!string.IsNullOrWhiteSpace(address))
        {
            all.Add((property.Preference, address));
        }

        return value is not null;
    }

    private static string? WebAddress(string? value) =>
        value is null || value.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || value.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? value?.Trim() : "";

    private List<KeyValuePair<string, PropertyInput>> Values()
    {
        var values = best.Values.SelectMany(property => property.Values).Select(v => KeyValuePair.Create(v.Slug, PropertyInput.Of(v.Text))).ToList();
        Write(values, emails, "email", "emails", StringComparer.OrdinalIgnoreCase);
        Write(values, phones, "phone", "phones", StringComparer.Ordinal);
        if (tags.Count > 0)
        {
            values.Add(new("tags", CsvCell.Input([.. tags.Distinct(StringComparer.Ordinal)])));
        }

        return values;
    }

    private static void Write(List<KeyValuePair<string, PropertyInput>> values, List<(int Preference, string Text)> given, string single, string list, StringComparer comparer)
    {
        var all = given.OrderBy(value => value.Preference).Select(value => value.Text).Distinct(comparer).ToList();
        if (all.Count > 0)
        {
            values.Add(new(single, PropertyInput.Of(all[0])));
        }

        if (all.Count > 1)
        {
            values.Add(new(list, CsvCell.Input(all)));
        }
    }
}
