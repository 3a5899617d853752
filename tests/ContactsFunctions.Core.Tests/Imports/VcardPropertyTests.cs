using System.Text;
using ContactsFunctions.Core.Imports;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Imports;

public sealed class VcardPropertyTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Elements("Ada", "Zoë €5", "a;b", "a,b", "a\\b", "\\n", "two\nlines", "=", "=3D", "x=", "\"q\"", "a:b", "END:VCARD", "-", "🗼🗼🗼"),
        Gen.Elements('a', 'é', ' ', ';', ',', '\\', '\n', '=', ':', '"', '\t', 'n', '€', '東').NonEmptyListOf().Select(characters => new string([.. characters])))
        .Where(text => !string.IsNullOrWhiteSpace(text));

    private static readonly Gen<string?> Some = Gen.Frequency((1, Gen.Constant<string?>(null)), (3, Text.Select(text => (string?)text)));

    [Fact]
    public void Any_text_is_read_alike_however_it_arrives_and_each_BEGIN_is_a_row()
    {
        var line = Gen.Elements(
            "BEGIN:VCARD", "BEGIN:VCARD", "END:VCARD", "END:VCARD", "VERSION:2.1", "VERSION:3.0", "FN:Ada", "N;X=\"", "EMAIL;TYPE=\"a;b\":x@y.z", " folded", "\tfolded", "NOTE;QUOTED-PRINTABLE:=C3=",
            "=A9=", "", " ", "PHOTO;BASE64:", "AAAA", "item1.TEL;VALUE=uri:tel:+1", "ADR:;;;a;;;b", "\\", "CATEGORIES:a,,b\\", "é🗼", ":", ";", "NOTE;CHARSET=utf-8;ENCODING=QUOTED-PRINTABLE:=FF");
        var cases = from lines in (from l in line from end in Gen.Elements("\n", "\n", "\r\n", "\r", "") select l + end).ArrayOf().Resize(60)
                    from seed in Gen.Choose(0, int.MaxValue - 1)
                    from limit in Gen.Elements(30, 80, 1000)
                    from bad in Gen.Frequency((4, Gen.Constant(-1)), (1, Gen.Choose(0, 200)))
                    from charset in Gen.Elements(null, "utf-8", "utf-16le")
                    select (text: string.Concat(lines), seed, limit, bad, charset);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var bytes = (c.charset == "utf-16le" ? Encoding.Unicode : Encoding.UTF8).GetBytes(c.text);
            if (c.bad >= 0 && c.bad < bytes.Length)
            {
                bytes[c.bad] = 0xFF;
            }

            var whole = VcardImportTests.ReadAsync(new MemoryStream(bytes), c.charset, c.limit).GetAwaiter().GetResult();
            var cut = VcardImportTests.ReadAsync(new Trickle(bytes, c.seed), c.charset, c.limit).GetAwaiter().GetResult();
            var begins = c.text.Replace('\r', '\n').Split('\n').Count(l => l.Trim(' ', '\t') == "BEGIN:VCARD" && l[0] == 'B');
            return whole.Rows.Select(Show).SequenceEqual(cut.Rows.Select(Show)) && whole.Problem == cut.Problem
                && (c.bad >= 0 || (whole.Rows.Count == begins && (whole.Problem is null) == (begins > 0)))
                && whole.Rows.All(row => row.Error is null || row.Fields.Count == 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void A_card_that_is_written_reads_back()
    {
        var cards = from version in Gen.Elements("2.1", "3.0", "4.0")
                    from seed in Gen.Choose(0, int.MaxValue - 1)
                    from texts in Some.ArrayOf(9)
                    from tags in Text.Where(tag => tag.Trim() == tag).ArrayOf().Resize(4)
                    from emails in Gen.Elements("a@x.example", "b@x.example", "c@x.example").ArrayOf().Resize(3)
                    from quoted in Gen.Elements(true, false)
                    select (version, seed, texts, tags, emails, quoted: quoted || version == "2.1");
        Prop.ForAll(cards.ToArbitrary(), c =>
        {
            var writer = new Writer(c.version, c.quoted, new Random(c.seed));
            string[] slugs = ["full_name", "last_name", "first_name", "company", "department", "title", "description", "city", "country"];
            writer.Property("FN", c.texts[0]);
            writer.Property("N", c.texts[1], c.texts[2], null);
            writer.Property("ORG", c.texts[3], c.texts[4]);
            writer.Property("TITLE", c.texts[5]);
            writer.Property("NOTE", c.texts[6]);
            writer.Property("ADR", null, null, null, c.texts[7], null, null, c.texts[8]);
            foreach (var email in c.emails)
            {
                writer.Property("EMAIL", email);
            }

            foreach (var tag in c.tags)
            {
                writer.Property("CATEGORIES", tag);
            }

            var addresses = c.emails.Distinct().ToArray();
            var tags = c.tags.Distinct().ToArray();
            var expected = slugs.Zip(c.texts).Where(v => v.Second is not null).Select(v => $"{v.First}={v.Second}")
                .Concat(addresses.Take(1).Select(e => $"email={e}"))
                .Concat(addresses.Length > 1 ? [$"emails={string.Join('|', addresses)}"] : [])
                .Concat(tags.Length > 0 ? [$"tags={string.Join('|', tags)}"] : [])
                .OrderBy(v => v[..v.IndexOf('=')], StringComparer.Ordinal);
            var rows = VcardImportTests.ReadAsync(new Trickle(Encoding.UTF8.GetBytes(writer.Card()), c.seed)).GetAwaiter().GetResult().Rows;
            var wanted = string.Join(", ", expected);
            return (rows.Count == 1 && Csv.Show(rows[0]) == (wanted.Length == 0 ? "invalid_value" : wanted)).Label($"{writer.Card()}\nexpected {wanted}\nbut got {string.Join(" / ", rows.Select(Csv.Show))}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    private static string Show(ImportRow row) => $"{row.InputIndex} {row.Line} {Csv.Show(row)} {row.Error?.Message} {string.Concat(row.Fields)}";

    /// <summary>Writes a card, its lines folded wherever that is allowed.</summary>
    private sealed class Writer(string version, bool quoted, Random random)
    {
        private readonly StringBuilder card = new();

        public void Property(string name, params string?[] parts)
        {
            card.Append(name).Append(quoted ? ";ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:" : random.Next(3) == 0 ? ";TYPE=\"a:b;c\",d:" : ":");
            for (var i = 0; i < parts.Length; i++)
            {
                card.Append(i == 0 ? "" : ";");
                if (quoted)
                {
                    Quote(parts[i] ?? "");
                }
                else
                {
                    Fold((parts[i] ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", random.Next(2) == 0 ? "\\n" : "\\N", StringComparison.Ordinal));
                }
            }

            card.Append("\r\n");
        }

        public string Card() => $"BEGIN:VCARD\r\nVERSION:{version}\r\n{card}END:VCARD\r\n";

        private void Fold(string text)
        {
            foreach (var rune in text.EnumerateRunes())
            {
                card.Append(random.Next(5) == 0 ? random.Next(2) == 0 ? "\r\n " : "\r\n\t" : "").Append(rune.ToString());
            }
        }

        private void Quote(string text)
        {
            foreach (var b in Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal)))
            {
                var plain = char.IsAsciiLetterOrDigit((char)b);
                card.Append(random.Next(5) == 0 ? "=\r\n" : "").Append(plain ? ((char)b).ToString() : $"={b:X2}");
            }
        }
    }
}
