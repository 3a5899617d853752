using System.Text;
using System.Text.Json;
using ContactsFunctions.Core.Imports;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Imports;

public sealed class JsonImportTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static async Task<(List<ImportRow> Rows, ImportProblem? Problem, JsonElement Options)> ReadAsync(Stream body, int limit = 256 * 1024)
    {
        var (import, problem) = await JsonImport.OpenAsync(body, limit, None);
        if (import is null)
        {
            return ([], problem, default);
        }

        await using (import)
        {
            Assert.Null(problem);
            var rows = await import.ReadAsync(None).ToListAsync(None);
            return (rows, import.Problem, import.Options);
        }
    }

    private static Task<(List<ImportRow> Rows, ImportProblem? Problem, JsonElement Options)> ReadAsync(string body) =>
        ReadAsync(new Trickle(Encoding.UTF8.GetBytes(body), seed: 1));

    [Fact]
    public async Task An_element_is_a_row_and_a_wrong_one_a_failed_row()
    {
        var (rows, problem, _) = await ReadAsync("\uFEFF {\"other\":[{}],\"objects\":[{\"default\":{\"city\":\"Rome\",\"tags\":[\"a\",\"b\"]},\"other\":1}, 5,[1],{\"default\":[]},{\"default\":{\"\\ud800\":1}},{},{\"list\":{\"x\":null}}]}\n");

        Assert.Null(problem);
        Assert.Equal(["city=Rome, tags=a|b", "bad_json", "bad_json", "bad_json", "bad_json", "invalid_value", ""], rows.Select(Csv.Show));
        Assert.Equal(["{\"default\":{\"\\ud800\":1}}"], rows[4].Fields);
        Assert.Equal(Enumerable.Range(0, 7), rows.Select(row => row.InputIndex));
        Assert.All(rows, row => Assert.Null(row.Line));
    }

    [Theory]
    [InlineData("{\"options\":{\"dry_run\":true},\"objects\":[{}]}")]
    [InlineData("{\"objects\":[{}],\"options\":{\"dry_run\":true}}")]
    [InlineData("{\"objects\":[{}],\"\\u006fptions\":{\"dry_run\":true},\"Options\":{}}")]
    public async Task Options_stand_before_or_after_the_rows(string body) => Assert.True((await ReadAsync(body)).Options.GetProperty("dry_run").GetBoolean());

    [Fact]
    public async Task Without_options_they_are_undefined() => Assert.Equal(JsonValueKind.Undefined, (await ReadAsync("{\"objects\":[{}]}")).Options.ValueKind);

    [Theory]
    [InlineData("", "invalid_body")]
    [InlineData(" \n", "invalid_body")]
    [InlineData("[]", "invalid_body")]
    [InlineData("5", "invalid_body")]
    [InlineData("{}", "invalid_body")]
    [InlineData("{\"Objects\":[{}]}", "invalid_body")]
    [InlineData("{\"objects\":{}}", "invalid_body")]
    [InlineData("{\"objects\":null}", "invalid_body")]
    [InlineData("{\"objects\":[],\"objects\":[{}]}", "invalid_body")]
    [InlineData("{\"objects\":[]}", "empty_import")]
    [InlineData("{\"objects\":[ ],\"options\":{}} ", "empty_import")]
    [InlineData("{\"objects\":[],\"options\":{}", "invalid_json")]
    [InlineData("{\"objects\":[]} x", "invalid_json")]
    [InlineData("{\"objects\":", "invalid_json")]
    [InlineData("{\"objects\":[{\"default\":{\"a\":1}", "invalid_json")]
    [InlineData("{\"objects\":[-]}", "invalid_json")]
    [InlineData("{,}", "invalid_json")]
    [InlineData("<html>", "invalid_json")]
    [InlineData("full_name,city", "invalid_body")]
    public async Task A_body_without_rows_is_refused(string body, string code)
    {
        var (rows, problem, _) = await ReadAsync(body);

        Assert.Empty(rows);
        Assert.Equal(code, problem?.Code);
    }

    [Theory]
    [InlineData("{\"objects\":[{},{\"a\":", "invalid_json", 1)]
    [InlineData("{\"objects\":[{},{}", "invalid_json", 2)]
    [InlineData("{\"objects\":[{},]}", "invalid_json", 1)]
    [InlineData("{\"objects\":[01]}", "invalid_json", 1)]
    [InlineData("{\"objects\":[{}{}]}", "invalid_json", 1)]
    [InlineData("{\"objects\":[{}]", "invalid_json", 1)]
    [InlineData("{\"objects\":[{}]}}", "invalid_json", 1)]
    [InlineData("{\"objects\":[{}],\"options\"}", "invalid_json", 1)]
    [InlineData("{\"objects\":[{}],\"objects\":[{}]}", "invalid_body", 1)]
    public async Task What_is_wrong_after_the_first_row_is_known_after_reading(string body, string code, int rows)
    {
        var read = await ReadAsync(body);

        Assert.Equal(rows, read.Rows.Count);
        Assert.Equal(code, read.Problem?.Code);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_refuse_the_body_after_the_rows_before_them()
    {
        var (rows, problem, _) = await ReadAsync(new MemoryStream([.. "{\"objects\":[{\"default\":{\"city\":\"Zoë\"}},{\"default\":{\"city\":\""u8, 0xE9, .. "\"}}]}"u8]));

        Assert.Equal(["city=Zoë"], rows.Select(Csv.Show));
        Assert.Equal("invalid_json", problem?.Code);
        Assert.Equal("invalid_json", (await ReadAsync(new MemoryStream([.. "{\"objects\":[{}]}"u8, 0xC3]))).Problem?.Code);
    }

    [Fact]
    public async Task The_body_is_64_deep_at_most()
    {
        static string Body(int depth) => $"{{\"objects\":[{new string('[', depth - 2)}{new string(']', depth - 2)}]}}";

        Assert.Equal(["bad_json"], (await ReadAsync(Body(64))).Rows.Select(Csv.Show));
        Assert.Contains("64", (await ReadAsync(Body(65))).Problem?.Message);
        Assert.Equal("invalid_json", (await ReadAsync($"{{\"objects\":[{{}}],\"x\":{new string('[', 64)}{new string(']', 64)}}}")).Problem?.Code);
    }

    [Fact]
    public async Task A_long_element_fails_its_row_and_is_not_kept()
    {
        const int Megabytes = 150;
        static IEnumerable<string> Parts()
        {
            yield return "{\"objects\":[{\"default\":{\"city\":\"x\"}},{\"default\":{\"city\":\"";
            for (var i = 0; i < Megabytes; i++)
            {
                yield return new string('é', 512 * 1024);
            }

            yield return "\"}},{\"default\":{\"city\":\"y\"}}]}";
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var (rows, problem, _) = await ReadAsync(new Parts(Parts().Select(Encoding.UTF8.GetBytes)));

        // The parts themselves: 3 MB for each megabyte of the body.
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - allocated < (Megabytes + 5) * 3L * 1024 * 1024);
        Assert.Null(problem);
        Assert.Equal(["city=x", "row_too_large", "city=y"], rows.Select(Csv.Show));
        Assert.Equal(32 * 1024, rows[1].Fields[0].Length);
        Assert.StartsWith("{\"default\":{\"city\":\"éé", rows[1].Fields[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(256 * 1024, "invalid_value")]
    [InlineData((256 * 1024) + 1, "row_too_large")]
    public async Task The_longest_element_has_256_KB(int bytes, string code) =>
        Assert.Equal([code], (await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes($"{{\"objects\":[{{{new string(' ', bytes - 2)}}}]}}")))).Rows.Select(Csv.Show));

    [Fact]
    public void Rows_are_those_that_JsonDocument_shows_however_the_body_arrives()
    {
        var cases = from text in RandomJson.Body from seed in Gen.Choose(0, int.MaxValue - 1) from limit in Gen.Elements(20, 60, 100_000) from bad in Gen.Frequency((9, Gen.Constant(-1)), (1, Gen.Choose(0, 60))) select (text, seed, limit, bad);
        var good = 0;
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var bytes = Encoding.UTF8.GetBytes(c.text);
            if (c.bad >= 0 && c.bad < bytes.Length)
            {
                bytes[c.bad] = 0xFF;
            }

            var whole = ReadAsync(new MemoryStream(bytes), c.limit).GetAwaiter().GetResult();
            var cut = ReadAsync(new Trickle(bytes, c.seed), c.limit).GetAwaiter().GetResult();
            var expected = Expected(bytes, c.limit);
            good += expected is { Problem: null } ? 1 : 0;
            return (whole.Rows.Select(Show).SequenceEqual(cut.Rows.Select(Show)) && whole.Problem == cut.Problem && Raw(whole.Options) == Raw(cut.Options)
                && (whole.Problem?.Code == expected.Problem || (whole.Problem is not null && expected.Problem == "invalid_json"))
                && (expected.Problem is not null || (whole.Rows.Select(Show).SequenceEqual(expected.Rows) && Raw(whole.Options) == expected.Options)))
                .Label($"expected {expected.Problem} {string.Join(" / ", expected.Rows)} but got {whole.Problem?.Code} {string.Join(" / ", whole.Rows.Select(Show))} and cut {cut.Problem?.Code} {string.Join(" / ", cut.Rows.Select(Show))}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

        Assert.InRange(good, 300, 2900);
    }

    private static string Show(ImportRow row) => $"{row.InputIndex} {Csv.Show(row)} {row.Lists.Count} {string.Concat(row.Fields)}";

    private static string? Raw(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? null : json.GetRawText();

    private static (List<string> Rows, string? Problem, string? Options) Expected(byte[] bytes, int limit)
    {
        JsonElement body;
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            body = JsonElement.Parse(bytes);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return ([], "invalid_json", null);
        }

        if (body.ValueKind != JsonValueKind.Object)
        {
            return ([], "invalid_body", null);
        }

        var members = body.EnumerateObject().Select(m => (Name: Name(m), m.Value)).ToList();
        var objects = members.Where(m => m.Name == "objects").ToList();
        var options = members.Where(m => m.Name == "options").ToList();
        if (objects.Count != 1 || objects[0].Value.ValueKind != JsonValueKind.Array || options.Any(o => Length(o.Value) > limit))
        {
            return ([], "invalid_body", null);
        }

        var rows = objects[0].Value.EnumerateArray().Select((element, i) =>
        {
            var read = Length(element) > limit
                ? new ImportRow(i, null) { Error = ImportErrors.Unreadable("row_too_large", 0, 0) }
                : JsonRows.Read(element, new ImportRow(i, null));
            var raw = Encoding.UTF8.GetBytes(element.GetRawText());
            return Show(read.Error is null ? read : read with { Fields = [Encoding.UTF8.GetString(raw.AsSpan(0, Math.Min(raw.Length, limit)))] });
        }).ToList();
        return (rows, rows.Count == 0 ? "empty_import" : null, options.Count == 0 ? null : options[^1].Value.GetRawText());
    }

    private static int Length(JsonElement json) => Encoding.UTF8.GetByteCount(json.GetRawText());

    private static string? Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A body that is made while it is read.</summary>
    private sealed class Parts(IEnumerable<byte[]> parts) : Stream
    {
        private readonly IEnumerator<byte[]> parts = parts.GetEnumerator();
        private ReadOnlyMemory<byte> rest;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (rest.IsEmpty && parts.MoveNext())
            {
                rest = parts.Current;
            }

            var read = Math.Min(buffer.Length, rest.Length);
            rest[..read].CopyTo(buffer);
            rest = rest[read..];
            return ValueTask.FromResult(read);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
