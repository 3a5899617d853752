using System.Buffers;
using System.Text;
using ContactsFunctions.Core.Contacts;

namespace ContactsFunctions.Core.Exports;

/// <summary>
/// Writes contacts as vCard 3.0 (RFC 2426): address books have it in common, fewer read 4.0, and nothing written here needs 4.0.
/// A contact without a name has an empty FN, which the format demands, so that no name is made up.
/// </summary>
internal sealed class VcardWriter(ExportSelection selection) : IContactWriter
{
    /// <inheritdoc/>
    public void WriteHead(IBufferWriter<byte> to)
    {
    }

    /// <inheritdoc/>
    public void Write(Contact contact, IBufferWriter<byte> to)
    {
        VcardLine.Write("BEGIN:VCARD", to);
        VcardLine.Write("VERSION:3.0", to);
        WriteName(contact, to);
        if (selection.Has("emails") || selection.Has("email"))
        {
            foreach (var email in contact.Emails.Where(e => e.Primary || selection.Has("emails")).OrderByDescending(e => e.Primary))
            {
                VcardLine.Write($"EMAIL;TYPE=INTERNET{EmailType(email.Type)}{Preferred(email.Primary)}:{VcardLine.Escape(email.Address)}", to);
            }
        }

        if (selection.Has("phones") || selection.Has("phone"))
        {
            foreach (var phone in contact.Phones.Where(p => p.Primary || selection.Has("phones")).OrderByDescending(p => p.Primary))
            {
                VcardLine.Write($"TEL;TYPE={PhoneType(phone.Type)}{Preferred(phone.Primary)}:{VcardLine.Escape(phone.Shown)}", to);
            }
        }

        WriteParts("ORG", to, Part(contact, "company"), Part(contact, "department"));
        WriteText("TITLE", contact, "title", to);
        WriteText("NOTE", contact, "description", to);
        WriteText("UID", contact, "external_id", to);
        var (city, country) = (Part(contact, "city"), Part(contact, "country"));
        if (city.Length + country.Length > 0)
        {
            VcardLine.Write($"ADR:;;;{city};;;{country}", to);
        }

        if (selection.Has("tags") && contact.Tags.Any(t => t.Length > 0))
        {
            VcardLine.Write("CATEGORIES:" + string.Join(',', contact.Tags.Where(t => t.Length > 0).Select(VcardLine.Escape)), to);
        }

        if (Shown(contact, "photo_url") is { Length: > 0 } photo)
        {
            VcardLine.Write("PHOTO;VALUE=uri:" + photo, to);
        }

        VcardLine.Write("END:VCARD", to);
    }

    private void WriteName(Contact contact, IBufferWriter<byte> to)
    {
        var (full, first, last) = contact.Name;
        VcardLine.Write("FN:" + (selection.Has("full_name") ? VcardLine.Escape(full ?? "") : ""), to);
        VcardLine.Write($"N:{(selection.Has("last_name") ? VcardLine.Escape(last ?? "") : "")};{(selection.Has("first_name") ? VcardLine.Escape(first ?? "") : "")};;;", to);
    }

    private static void WriteParts(string name, IBufferWriter<byte> to, string first, string second)
    {
        if (first.Length + second.Length > 0)
        {
            VcardLine.Write(second.Length == 0 ? $"{name}:{first}" : $"{name}:{first};{second}", to);
        }
    }

    private void WriteText(string name, Contact contact, string slug, IBufferWriter<byte> to)
    {
        if (Part(contact, slug) is { Length: > 0 } text)
        {
            VcardLine.Write($"{name}:{text}", to);
        }
    }

    private string Part(Contact contact, string slug) => VcardLine.Escape(Shown(contact, slug) ?? "");

    private string? Shown(Contact contact, string slug) =>
        selection.Has(slug) && contact.ValueOf(selection.Schema.Find(slug)!) is Properties.PropertyValue.Text text ? text.Value : null;

    private static string EmailType(string type) => type switch { "work" => ",WORK", "personal" => ",HOME", _ => "" };

    private static string PhoneType(string type) => type switch { "mobile" => "CELL", "work" => "WORK", "home" => "HOME", "fax" => "FAX", _ => "VOICE" };

    private static string Preferred(bool primary) => primary ? ",PREF" : "";
}
