using System.Buffers;
using System.Text;
using System.Text.Unicode;
using ContactsFunctions.Core.Exports;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Tests.Contacts;
using ContactsFunctions.Core.Tests.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Exports;

public sealed class VcardWriterTests
{
    private static readonly Editing Edit = new();

    [Fact]
    public void A_contact_becomes_a_card_with_all_its_fields()
    {
        var contact = Edit.Apply("""
            {"full_name":"Ada King; Lovelace","first_name":"Ada","last_name":"King; Lovelace","emails":["a@host.example","b@host.example"],"phones":["(415) 555-1234"],
             "company":"Byron, Sons","department":"R&D","title":"Analyst","description":"one\r\ntwo\nthree\\","external_id":"x;1","city":"London","country":"UK",
             "tags":["math","a,b"],"photo_url":"https://host.example/a,b.png"}
            """);
        Assert.Equal("""
            BEGIN:VCARD
            VERSION:3.0
            FN:Ada King\; Lovelace
            N:King\; Lovelace;Ada;;;
            EMAIL;TYPE=INTERNET,PREF:a@host.example
            EMAIL;TYPE=INTERNET:b@host.example
            TEL;TYPE=VOICE,PREF:+14155551234
            ORG:Byron\, Sons;R&D
            TITLE:Analyst
            NOTE:one\ntwo\nthree\\
            UID:x\;1
            ADR:;;;London;;;UK
            CATEGORIES:math,a\,b
            PHOTO;VALUE=uri:https://host.example/a,b.png
            END:VCARD

            """.ReplaceLineEndings("\r\n"), Exported.Text(ExportFormat.Vcard, new ExportSelection(Edit.Schema), contact));
    }

    [Fact]
    public void A_card_has_what_was_selected_and_the_name_fields_that_it_must_have()
    {
        var schema = Edit.Schema;
        IReadOnlyList<PropertyDefinition> columns = [schema.Find("email")!, schema.Find("department")!];
        var contact = Edit.Apply("""{"full_name":"Ada","emails":["a@host.example","b@host.example"],"department":"R","company":"C","tags":["t"]}""");
        Assert.Equal(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:\r\nN:;;;;\r\nEMAIL;TYPE=INTERNET,PREF:a@host.example\r\nORG:;R\r\nEND:VCARD\r\n",
            Exported.Text(ExportFormat.Vcard, new ExportSelection(schema, columns), contact));
    }

    [Fact]
    public void Lines_are_folded_at_75_octets_and_no_character_is_split()
    {
        Prop.ForAll(Texts.WellFormed.Generator.Resize(300).ToArbitrary(), text =>
        {
            var to = new ArrayBufferWriter<byte>();
            VcardLine.Write("NOTE:" + text, to);
            var written = Encoding.UTF8.GetString(to.WrittenSpan);
            var lines = written.Split("\r\n");
            return lines[^1].Length == 0
                && lines.All(l => Encoding.UTF8.GetByteCount(l) <= 75)
                && lines.SkipLast(2).All(l => Encoding.UTF8.GetByteCount(l) >= 72)
                && written.Replace("\r\n ", "", StringComparison.Ordinal) == $"NOTE:{text}\r\n"
                && SplitLines(to.WrittenSpan.ToArray()).All(l => Utf8.IsValid(l));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static IEnumerable<byte[]> SplitLines(byte[] written)
    {
        for (var at = 0; at < written.Length;)
        {
            var end = written.AsSpan(at).IndexOf("\r\n"u8);
            yield return written[at..(at + end)];
            at += end + 2;
        }
    }
}
