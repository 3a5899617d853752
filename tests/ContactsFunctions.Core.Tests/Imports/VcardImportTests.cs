using System.Text;
using ContactsFunctions.Core.Imports;

namespace ContactsFunctions.Core.Tests.Imports;

public sealed class VcardImportTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    internal static async Task<(List<ImportRow> Rows, string? Encoding, ImportProblem? Problem)> ReadAsync(Stream body, string? charset = null, int limit = 256 * 1024)
    {
        var (import, problem) = await VcardImport.OpenAsync(body, charset, limit, None);
        if (import is null)
        {
            return ([], null, problem);
        }

        await using (import)
        {
            return (await import.ReadAsync(None).ToListAsync(None), import.Encoding, problem);
        }
    }

    private static async Task<List<ImportRow>> RowsAsync(string body) => (await ReadAsync(new Trickle(Encoding.UTF8.GetBytes(body), seed: 1))).Rows;

    private static async Task<string> ShowAsync(string lines, string version = "3.0") =>
        Csv.Show(Assert.Single(await RowsAsync($"BEGIN:VCARD\nVERSION:{version}\n{lines}\nEND:VCARD\n")));

    [Theory]
    [InlineData(VcardExports.IPhone,
        "city=Östersund, company=Fjällbruk AB, country=Sverige, department=Produktion, description=Ringer tillbaka efter lunch; helst tisdagar.\nSe även C:\\kunder\\lista, rad 4, "
        + "email=marta@fjallbruk.example, emails=marta@fjallbruk.example|mimmi@hem.example, external_id=5A1D2C88-7A6E-4C39-9F0B-0D4C5A1E7711, first_name=Märta, full_name=Dr. Märta Elin Lindqvist, "
        + "last_name=Lindqvist, phone=+46 8 555 987 65, phones=+46 8 555 987 65|070-555 12 34, title=Platschef")]
    [InlineData(VcardExports.Google,
        "city=Tema, company=Accra Foods, country=Ghana, email=kofi.m@post.example, emails=kofi.m@post.example|kofi@accrafoods.example, first_name=Kofi, full_name=Kofi Mensah-Boateng, "
        + "last_name=Mensah-Boateng, phone=+233 24 555 0147, photo_url=https://lh3.googleusercontent.example/contacts/AbC-dEf=s96, tags=Suppliers|myContacts, title=Buyer")]
    [InlineData(VcardExports.Outlook,
        "city=München, company=Müller ; Söhne, country=Deutschland, department=Einkauf, description=erste Zeile\n zweite Zeile, 1 = 1\n, email=j.mueller@mueller.example, first_name=Jürgen;, "
        + "full_name=Jürgen Müller, last_name=Müller, phone=0171 5550123, phones=0171 5550123|+49 (89) 5550-123, title=Geschäftsführer")]
    [InlineData(VcardExports.Nextcloud,
        "city=Galway, company=Brien & Co; Ltd, country=Ireland, department=Research, description=A long line that is folded with a tab, and one with a blank., email=asa+vip@brien.example, "
        + "emails=asa+vip@brien.example|asa@other.example, external_id=urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1, first_name=Åsa, full_name=Åsa Ó Brien, last_name=Ó Brien, "
        + "phone=+1-555-555-0142;ext=5, phones=+1-555-555-0142;ext=5|(555) 0199, photo_url=https://cloud.example/p.png, tags=Friends, old|Work|Chess")]
    public async Task Exports_of_well_known_programs_are_read(string card, string expected)
    {
        Assert.Equal([expected], (await RowsAsync(card)).Select(Csv.Show));
        Assert.Equal([expected, expected], (await RowsAsync((card + "\n\n" + card).Replace("\n", "\r\n", StringComparison.Ordinal))).Select(Csv.Show));
    }

    [Fact]
    public async Task A_broken_card_is_one_failed_row_and_its_neighbours_are_read()
    {
        var rows = await RowsAsync("\uFEFFhello\nBEGIN:VCARD\nFN:One\nEND:VCARD\nbetween\n\nBEGIN:VCARD\nFN:No end\nBEGIN:VCARD\nFN:Two\nEND:VCARD\nFN:stray\nEND:VCARD\n"
            + "BEGIN:VCARD\nFN:Three\nno property\nEND:VCARD\nbegin : vcard \nfn:Four\nend:vcard\nBEGIN:VCARD\nEND:VCARD\nBEGIN:VCARD\nFN:Last\n");

        Assert.Equal(["full_name=One", "bad_vcard", "full_name=Two", "bad_vcard", "full_name=Four", "invalid_value", "bad_vcard"], rows.Select(Csv.Show));
        Assert.Equal([2, 7, 9, 14, 18, 21, 23], rows.Select(row => row.Line!.Value));
        Assert.Equal(Enumerable.Range(0, 7), rows.Select(row => row.InputIndex));
        Assert.Equal(["BEGIN:VCARD\nFN:No end"], rows[1].Fields);
        Assert.Equal(["BEGIN:VCARD\nFN:Three\nno property\nEND:VCARD"], rows[3].Fields);
        Assert.Contains("'no property'", rows[3].Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("full_name,city\nA,B")]
    [InlineData(" BEGIN:VCARD\nEND:VCARD")]
    [InlineData("BEGIN:VCALENDAR\nEND:VCALENDAR")]
    public async Task A_body_without_a_card_is_refused(string body) => Assert.Equal("empty_import", (await ReadAsync(Csv.Body(body))).Problem?.Code);

    [Theory]
    [InlineData("3.0", "a\\nb\\Nc\\,d\\;e\\\\nf\\:g\\h", "a\nb\nc,d;e\\nf:g\\h")]
    [InlineData("4.0", "\\\\\\n", "\\\n")]
    [InlineData("2.1", "C:\\new\\;x\\,y\\\\", "C:\\new;x,y\\\\")]
    public async Task Escapes_are_those_of_the_version(string version, string written, string read) => Assert.Equal($"description={read}", await ShowAsync($"NOTE:{written}", version));

    [Theory]
    [InlineData("2.1", "a b")]
    [InlineData("3.0", "ab")]
    public async Task Folding_is_that_of_the_version(string version, string read) => Assert.Equal($"description={read}", await ShowAsync("NOTE:a\n b", version));

    [Theory]
    [InlineData("ENCODING=QUOTED-PRINTABLE:=C3=A9=E9", "Ã©é")]
    [InlineData("QUOTED-PRINTABLE:=C3=A9 = =zz =4 x=", "é = =zz =4 x")]
    [InlineData("quoted-printable;charset=\"ISO-8859-1\":=e9=80", "é€")]
    [InlineData("ENCODING=BASE64;CHARSET=utf-8:w6k=", "é")]
    [InlineData("QUOTED-PRINTABLE;CHARSET=SHIFT_JIS:plain =41", "plain A")]
    public async Task Encoded_text_is_decoded(string note, string read) => Assert.Equal($"description={read}", await ShowAsync($"NOTE;{note}", "2.1"));

    [Theory]
    [InlineData("QUOTED-PRINTABLE;CHARSET=UTF-8:=E9")]
    [InlineData("QUOTED-PRINTABLE;CHARSET=SHIFT_JIS:=83=41")]
    [InlineData("ENCODING=b:!")]
    public async Task Bytes_that_are_not_text_in_their_charset_fail_the_row(string note) => Assert.Equal("bad_encoding", await ShowAsync($"NOTE;{note}", "2.1"));

    [Theory]
    [InlineData("EMAIL:a@x.example\nEMAIL;TYPE=home,pref:b@x.example", "email=b@x.example, emails=b@x.example|a@x.example")]
    [InlineData("EMAIL;PREF=9:a@x.example\nEMAIL;PREF=10:b@x.example\nEMAIL;PREF=zero:c@x.example\nEMAIL;PREF=1000:d@x.example", "email=a@x.example, emails=a@x.example|b@x.example|c@x.example|d@x.example")]
    [InlineData("EMAIL: a@x.example\nEMAIL:A@X.example\nEMAIL:", "email=a@x.example")]
    [InlineData("TITLE:a\nTITLE;PREF=1:\nTITLE;PREF=2:b", "title=b")]
    [InlineData("ADR;PREF=1:;;;;;;\nADR:;;;Rome;;;Italy\nADR:;;;Oslo;;;Norway", "city=Rome, country=Italy")]
    [InlineData("N:Only", "last_name=Only")]
    [InlineData("PHOTO:ftp://x.example/a.png\nPHOTO;TYPE=JPEG:AAAA", "invalid_value")]
    public async Task The_preferred_value_counts_else_the_first(string lines, string expected) => Assert.Equal(expected, await ShowAsync(lines));

    [Theory]
    [InlineData("FN")]
    [InlineData("EMAIL;TYPE")]
    [InlineData("EMAIL;TYPE=\"home:a@x.example")]
    [InlineData("a b:c")]
    [InlineData(":c")]
    [InlineData("item1.:c")]
    public async Task What_is_no_property_breaks_its_card(string line) => Assert.Equal("bad_vcard", await ShowAsync($"FN:x\n{line}"));

    [Theory]
    [InlineData(256 * 1024, "full_name=x")]
    [InlineData((256 * 1024) + 1, "row_too_large")]
    public async Task The_longest_card_has_256_KB(int bytes, string expected)
    {
        var card = "BEGIN:VCARD\nFN:x\nX-A:\nEND:VCARD\n";

        var rows = await RowsAsync(card.Replace("X-A:", "X-A:" + new string('x', bytes - card.Length), StringComparison.Ordinal) + "BEGIN:VCARD\nFN:y\nEND:VCARD");

        Assert.Equal([expected, "full_name=y"], rows.Select(Csv.Show));
        Assert.Equal(5, rows[1].Line);
        Assert.All(rows[0].Fields, field => Assert.Equal(32 * 1024, field.Length));
    }

    [Fact]
    public async Task A_line_of_many_megabytes_fails_its_card_alone() =>
        Assert.Equal(["row_too_large", "full_name=y"], (await ReadAsync(Csv.Body($"BEGIN:VCARD\nNOTE:{new string('é', 5_000_000)}\nEND:VCARD\nBEGIN:VCARD\nFN:y\nEND:VCARD"))).Rows.Select(Csv.Show));

    [Theory]
    [InlineData("utf-8", null, "utf-8")]
    [InlineData("utf-16", null, "utf-16le")]
    [InlineData("utf-16BE", null, "utf-16be")]
    [InlineData("iso-8859-1", null, "windows-1252")]
    [InlineData("iso-8859-1", "ISO-8859-1", "windows-1252")]
    public async Task The_encoding_is_found_or_given(string written, string? charset, string expected)
    {
        var encoding = Encoding.GetEncoding(written);

        var (rows, found, _) = await ReadAsync(new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes("BEGIN:VCARD\rVERSION:3.0\rFN:Zoë\rEND:VCARD")]), charset);

        Assert.Equal(expected, found);
        Assert.Equal(["full_name=Zoë"], rows.Select(Csv.Show));
    }

    [Fact]
    public async Task An_unknown_charset_refuses_the_upload() => Assert.Equal("unknown_charset", (await ReadAsync(Csv.Body("BEGIN:VCARD\nEND:VCARD"), "ebcdic")).Problem?.Code);

    [Fact]
    public async Task Invalid_bytes_in_UTF8_fail_their_card()
    {
        var (rows, _, _) = await ReadAsync(new MemoryStream([.. "BEGIN:VCARD\nFN:"u8, 0xE9, .. "\nEND:VCARD\nBEGIN:VCARD\nFN:é\nEND:VCARD\n"u8]), "utf-8");

        Assert.Equal(["bad_encoding", "full_name=é"], rows.Select(Csv.Show));
        Assert.Equal(["BEGIN:VCARD\nFN:\uFFFD\nEND:VCARD"], rows[0].Fields);
    }
}
