using System.Text;
using ContactsFunctions.Core.Imports;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Imports;

public sealed class NdjsonImportTests
{
    private static async Task<List<ImportRow>> ReadAsync(byte[] body, int seed = 1)
    {
        var (import, problem) = await NdjsonImport.OpenAsync(new Trickle(body, seed, most: 1 + (body.Length / 3)), CancellationToken.None);
        Assert.Null(problem);
        await using (import)
        {
            return await import!.ReadAsync(CancellationToken.None).ToListAsync();
        }
    }

    private static Task<List<ImportRow>> ReadAsync(string body) => ReadAsync(Encoding.UTF8.GetBytes(body));

    [Fact]
    public async Task A_line_is_a_row_and_a_broken_line_a_failed_row()
    {
        var rows = await ReadAsync("\uFEFF{\"default\":{\"city\":\"Rome\",\"tags\":[\"a\",\"b\"]},\"other\":1}\r\n\n{\"default\":{\"city\":\n[1]\n{\"default\":[]}\n{\"default\":{\"\\ud800\":1}}\n{\"default\":{\"city\":\"a\",\"city\":\"b\"}}\n{\"default\":{\"city\":null}}");

        Assert.Equal(["city=Rome, tags=a|b", "bad_json", "bad_json", "bad_json", "bad_json", "city=b", "invalid_value"], rows.Select(Csv.Show));
        Assert.Equal([1, 3, 4, 5, 6, 7, 8], rows.Select(r => r.Line!.Value));
        Assert.Equal(["{\"default\":{\"city\":"], rows[1].Fields);
    }

    [Fact]
    public async Task Lists_are_joined_with_values_or_left()
    {
        var row = Assert.Single(await ReadAsync("{\"list\":{\"0190a1b2-0000-7000-8000-000000000001\":{\"score\":5},\"x\":null}}"));

        Assert.Null(row.Error);
        Assert.Equal("score", Assert.Single(row.Lists[0].Value!).Key);
        Assert.Null(row.Lists[1].Value);
    }

    [Fact]
    public async Task Invalid_bytes_and_long_lines_fail_their_row()
    {
        var rows = await ReadAsync([.. "{\"default\":{\"city\":\""u8, 0xFF, .. "\"}}\n{\"default\":{\"city\":\""u8, .. Encoding.UTF8.GetBytes(new string('x', 2_000_000)), .. "\"}}\n{\"default\":{\"city\":\"x\"}}"u8]);

        Assert.Equal(["bad_encoding", "row_too_large", "city=x"], rows.Select(Csv.Show));
        Assert.Equal(32 * 1024, rows[1].Fields[0].Length);
        Assert.Equal(3, rows[2].Line);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \r\n")]
    public async Task A_body_without_rows_is_refused(string body) =>
        Assert.Equal("empty_import", (await NdjsonImport.OpenAsync(Csv.Body(body), CancellationToken.None)).Problem?.Code);

    [Fact]
    public void Lines_are_cut_alike_however_the_body_arrives()
    {
        var cases = from text in Gen.Elements('a', 'b', '\n', '\n', ' ', '\r').ArrayOf().Select(c => new string(c)) from seed in Gen.Choose(0, int.MaxValue - 1) from limit in Gen.Elements(1, 3, 1000) select (text, seed, limit);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            using var lines = new ByteLines(new Trickle(Encoding.UTF8.GetBytes(c.text), c.seed), c.limit);
            var actual = new List<string>();
            while (lines.NextAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
            {
                actual.Add($"{lines.Number} {lines.IsTooLong} {Encoding.UTF8.GetString(lines.Line.Span)}");
            }

            var split = c.text.Split('\n');
            var expected = (split[^1].Length == 0 ? split.SkipLast(1) : split).Select((line, i) => $"{i + 1} {line.Length > c.limit} {(line.Length > c.limit ? line[..c.limit] : line)}");
            return expected.SequenceEqual(actual);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }
}
