using System.Text;
using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class ImportCsvTests(ApiFixture fixture)
{
    [Fact]
    public async Task Known_headers_are_taken_others_listed_and_rows_numbered_by_line()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var done = await Expect.Status(200, api.ImportCsv("Full Name,E-mail,email,tags,Shoe size,created_at\r\nAda,,ada@host.example,a;b\\;c,38,2020\r\n\r\n\"Grace\nHopper\",,grace@host.example,,,\r\nshort\r\n,,no address,,,\r\n,,,,,\r\n"));
        Assert.Equal(["Shoe size", "created_at"], done["ignored_columns"].Select(c => c.ToString()));
        Assert.Equal("utf-8", done["encoding"]);
        Assert.Equal((5, 2, 3), (done["total"].Int, done["created"].Int, done["failed"].Int));
        Assert.Equal([2, 4, 6, 7, 8], done["results"].Select(r => r["line"].Int));
        Assert.Equal([null, null, "too_few_fields", "invalid_value", "invalid_value"], done["results"].Select(r => r["error"]["code"].ToString()));
        var ada = await api.Values(done["results"][0]["id"]!);
        Assert.Equal(("Ada", """["a","b;c"]"""), (ada["full_name"], ada["tags"]));
    }

    [Theory]
    [InlineData("full_name,email\nAda,\"broken\nGrace,g@host.example\n", "bad_quoting ")]
    [InlineData("full_name,email\nAda,a@host.example,more\nGrace,g@host.example\n", "too_many_fields ")]
    [InlineData("full_name,email\nAda\nGrace,g@host.example\n", "too_few_fields ")]
    public async Task A_broken_row_fails_alone(string csv, string codes)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var done = await Expect.Status(200, api.ImportCsv(csv));
        Assert.Equal(codes, string.Join(' ', done["results"].Select(r => r["error"]["code"].ToString())));
        Assert.Equal("Grace", await api.List().Names());
    }

    [Fact]
    public async Task A_formula_guard_is_taken_off_and_an_unquoted_quote_is_a_character()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Status(200, api.ImportCsv("full_name,company\n'=Ada,6\" pipes\n"));
        Assert.Equal("=Ada", await api.List("company=" + Uri.EscapeDataString("6\" pipes")).Names());
    }

    [Theory]
    [InlineData("utf-8", true, "utf-8")]
    [InlineData("utf-16", true, "utf-16le")]
    [InlineData("utf-16BE", true, "utf-16be")]
    [InlineData("iso-8859-1", false, "windows-1252")]
    public async Task The_encoding_is_found(string name, bool mark, string found)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var encoding = Encoding.GetEncoding(name);
        var done = await Expect.Status(200, api.Send("POST", Contacts + "/import", [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes("full_name\nÜnal\n")], "text/csv"));
        Assert.Equal(found, done["encoding"]);
        Assert.Equal("Ünal", await api.List().Names());
    }

    [Theory]
    [InlineData("", "", "empty_import")]
    [InlineData("full_name\n", "", "empty_import")]
    [InlineData("Shoe size\n38\n", "", "no_known_column")]
    [InlineData("a\nb\n", "mapping=%7B%22a%22:%22emial%22%7D", "invalid_mapping")]
    [InlineData("a\nb\n", "mapping=%7B%22a%22:%22created_at%22%7D", "invalid_mapping")]
    [InlineData("full_name\nb\n", "mapping=nonsense", "invalid_option")]
    [InlineData("full_name\nb\n", "dry_rum=true", "unknown_option")]
    [InlineData("full_name\nb\n", "dry_run=perhaps", "invalid_option")]
    [InlineData("full_name\nb\n", "dedupe_by=emial", "unknown_property")]
    [InlineData("full_name\nb\n", "default_country=XX", "invalid_option")]
    public async Task A_file_or_option_that_cannot_be_is_a_400(string csv, string options, string code)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Problem(400, code, api.ImportCsv(csv, options));
        Assert.Equal(0, (await api.Get(Contacts + "/count"))["total"].Int);
    }

    [Fact]
    public async Task Options_are_query_parameters_and_a_mapped_header_need_not_be_there()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var mapping = Uri.EscapeDataString("""{"Wer":"full_name","Wo":"city","Nirgends":"company"}""");
        const string List = "0192d3a0-7c1e-7000-8000-00000000000a";
        const string Csv = "Wer,Wo\nAda,London\nADA,Rome\n";
        Assert.Equal(1, (await Expect.Status(200, api.ImportCsv(Csv, $"mapping={mapping}&dry_run=true&dedupe_by=full_name")))["existing"].Int);
        Assert.Equal("", await api.List().Names());
        var done = await Expect.Status(200, api.ImportCsv(Csv, $"mapping={mapping}&dedupe_by=full_name&caseInsensitive=false&list_id={List}"));
        Assert.Equal(2, done["created"].Int);
        Assert.Equal("Ada ADA", await api.List($"list_id={List}&sort=city").Names());
    }

    [Fact]
    public async Task A_compressed_or_foreign_body_is_a_415()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Problem(415, "unsupported_media_type", api.With("Content-Encoding", "gzip").ImportCsv("full_name\nAda\n"));
        await Expect.Problem(415, "unsupported_media_type", api.Post(Contacts + "/import", "full_name\nAda\n", "text/plain"));
    }
}
