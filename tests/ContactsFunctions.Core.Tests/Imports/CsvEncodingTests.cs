using System.Text;
using ContactsFunctions.Core.Imports;

namespace ContactsFunctions.Core.Tests.Imports;

public sealed class CsvEncodingTests
{
    private static readonly byte[] Header = "full_name,city\n"u8.ToArray();

    private static async Task<(string Encoding, List<ImportRow> Rows)> ReadAsync(byte[] body, string? charset = null)
    {
        var (import, problem) = await Csv.OpenAsync(new MemoryStream(body), new CsvOptions { Charset = charset });
        Assert.Null(problem);
        await using (import)
        {
            return (import!.Encoding, await import.ReadAsync(CancellationToken.None).ToListAsync());
        }
    }

    [Fact]
    public async Task Valid_UTF8_is_UTF8()
    {
        var (encoding, rows) = await ReadAsync([.. Header, .. "Zoë,東京 🗼"u8]);

        Assert.Equal("utf-8", encoding);
        Assert.Equal("city=東京 🗼, full_name=Zoë", Csv.Show(rows[0]));
    }

    [Fact]
    public async Task Anything_else_without_a_mark_is_Windows_1252()
    {
        var (encoding, rows) = await ReadAsync([.. Header, .. Encoding.Latin1.GetBytes("Zo\u00EB,\u0080 5 \u0093x\u0094 \u009F\u0081")]);

        Assert.Equal("windows-1252", encoding);
        Assert.Equal("city=€ 5 “x” Ÿ\u0081, full_name=Zoë", Csv.Show(rows[0]));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    public async Task A_mark_tells_the_encoding(string name)
    {
        var encoding = name switch { "utf-8" => Encoding.UTF8, "utf-16le" => Encoding.Unicode, _ => Encoding.BigEndianUnicode };

        var (found, rows) = await ReadAsync([.. encoding.GetPreamble(), .. encoding.GetBytes("full_name,city\nZoë,東京 🗼\n")]);

        Assert.Equal(name, found);
        Assert.Equal("city=東京 🗼, full_name=Zoë", Csv.Show(rows[0]));
    }

    [Theory]
    [InlineData("UTF-16LE", "utf-16le")]
    [InlineData("utf-16", "utf-16le")]
    [InlineData("ISO-8859-1", "windows-1252")]
    [InlineData("\"utf-8\"", "utf-8")]
    public async Task The_charset_wins(string charset, string expected)
    {
        var encoding = expected == "utf-16le" ? Encoding.Unicode : Encoding.UTF8;

        var (found, rows) = await ReadAsync(encoding.GetBytes("full_name\nZoë\n"), charset);

        Assert.Equal(expected, found);
        Assert.Equal(expected == "windows-1252" ? "full_name=ZoÃ«" : "full_name=Zoë", Csv.Show(rows[0]));
    }

    [Fact]
    public async Task An_unknown_charset_refuses_the_upload() =>
        Assert.Equal("unknown_charset", (await Csv.ProblemAsync("full_name\nA", new CsvOptions { Charset = "ebcdic" }))?.Code);

    [Fact]
    public async Task An_invalid_sequence_after_the_first_megabyte_fails_its_row()
    {
        var lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Zoë,Köln\n", 200_000)));

        var (encoding, rows) = await ReadAsync([.. Header, .. lines, .. "A,"u8, 0xFF, 0xE2, 0x82, .. "x 🗼\nB,\"c\"\nC,"u8, 0xE2, 0x82]);

        Assert.Equal("utf-8", encoding);
        Assert.Equal(["bad_encoding", "city=c, full_name=B", "bad_encoding"], rows.Skip(200_000).Select(Csv.Show));
        Assert.Equal(["A", "\uFFFD\uFFFD\uFFFDx 🗼"], rows[200_000].Fields);
        Assert.Equal(200_002, rows[200_000].Line);
        Assert.All(rows.Take(200_000), row => Assert.Null(row.Error));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_sequence_cut_by_the_edge_of_the_first_megabyte_is_no_error(int before)
    {
        var padding = new string('\n', TextEncodings.DetectionBytes - Header.Length - before);

        var (encoding, rows) = await ReadAsync([.. Header, .. Encoding.UTF8.GetBytes(padding), .. "🗼,x\n"u8]);

        Assert.Equal("utf-8", encoding);
        Assert.Equal(["city=x, full_name=🗼"], rows.Select(Csv.Show));
    }

    [Fact]
    public async Task An_invalid_byte_at_the_edge_of_the_first_megabyte_is_seen()
    {
        var padding = new string('\n', TextEncodings.DetectionBytes - Header.Length - 2);

        var (encoding, _) = await ReadAsync([.. Header, .. Encoding.UTF8.GetBytes(padding), 0xE9, (byte)'x', .. ",y\n"u8]);

        Assert.Equal("windows-1252", encoding);
    }

    [Fact]
    public async Task Half_a_UTF16_unit_at_the_end_fails_its_row()
    {
        var (_, rows) = await ReadAsync([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("full_name\nA\nB"), 0x43]);

        Assert.Equal(["full_name=A", "bad_encoding"], rows.Select(Csv.Show));
    }
}
