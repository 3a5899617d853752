using System.Text;
using ContactsFunctions.Api.Tests.Hard;
using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;
using static ContactsFunctions.Api.Tests.Harness.JobCalls;

namespace ContactsFunctions.Api.Tests.Jobs;

public sealed class BadUploadTests(ApiFixture fixture)
{
    private const int Rows = 3_000;
    private static readonly string Long = new('x', 1_000);

    [Theory]
    [InlineData("text/csv", "", "empty_import")]
    [InlineData("text/csv", "\n\n", "empty_import")]
    [InlineData("text/csv", "full_name,email\n", "empty_import")]
    [InlineData("text/csv", "\u0000\u0001PK\u0003,\u0000\n\u0000\n", "no_known_column")]
    [InlineData("text/csv", "\"full_name\nAda\n", "no_known_column")]
    [InlineData("application/x-ndjson", "", "empty_import")]
    [InlineData("application/x-ndjson", "\n\n", "empty_import")]
    [InlineData("text/vcard", "", "empty_import")]
    [InlineData("text/vcard", "full_name\nAda\n", "empty_import")]
    [InlineData("application/json", "\u0000\u0001", "invalid_json")]
    public async Task A_body_that_is_no_import_is_a_400_and_leaves_nothing(string type, string body, string code)
    {
        var api = (await fixture.NewTeamAsync()).Member.Async();
        await Expect.Problem(400, code, api.Post(Contacts + "/import", body, type));
        await AssertNothingAsync(api);
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("application/x-ndjson")]
    [InlineData("text/vcard")]
    [InlineData("application/json")]
    public async Task Random_bytes_import_nothing(string type)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var bytes = new byte[300_000];
        new Random(7).NextBytes(bytes);
        var answer = await api.Send("POST", Contacts + "/import", bytes, type);
        if (answer.Status is 200 or 202)
        {
            // NDJSON has no header that could be wrong: every line is a broken row.
            Assert.Equal("application/x-ndjson", type);
            var done = answer.Status == 200 ? answer : await api.Finished(answer["job_id"]!, "results=none");
            Assert.Equal(done["total"].Int, done["failed"].Int);
            Assert.Equal(0, await api.Total());
            return;
        }

        Assert.Equal(400, answer.Status);
        await AssertNothingAsync(api);
    }

    [Fact]
    public async Task A_field_of_2_MB_fails_its_row_alone()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var done = await api.Finished(api.ImportCsv("full_name,description\n" + Lines(200, i => $"n{i},{(i == 90 ? new string('x', 2 << 20) : "short")}")));
        Assert.Equal((199, 1, "row_too_large", 92), (done["created"].Int, done["failed"].Int, done["results"][90]["error"]["code"], done["results"][90]["line"].Int));
        Assert.Equal("n91", (await api.Values(done["results"][91]["id"]!))["full_name"]);
        var file = await Expect.Status(200, api.Get($"{Imports}/{done["job_id"]}/errors"));
        Assert.InRange(Assert.Single(CsvTable.Read(file.Text).Rows)[0].Length, 1, 32 * 1024);
    }

    [Fact]
    public async Task Ten_thousand_columns_are_a_400()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Problem(400, "too_many_columns", api.ImportCsv("full_name" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $",c{i}")) + "\nAda\n"));
        await AssertNothingAsync(api);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_body_is_a_415(string coding)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var csv = "full_name\n" + Lines(600, i => $"n{i}");
        await Expect.Problem(415, "unsupported_media_type", api.With("Content-Encoding", coding).ImportCsv(csv));
        await Expect.Problem(415, "unsupported_media_type", api.With("Content-Encoding", coding).Import("""[{"default":{"full_name":"Ada"}}]"""));
        await AssertNothingAsync(api);
        Assert.Equal(600, (await api.Finished(api.With("Content-Encoding", "identity").ImportCsv(csv), "results=none"))["created"].Int);
    }

    /// <summary>So long that rows have been stored when the connection ends: the first megabyte is looked at for its encoding before.</summary>
    [Theory]
    [InlineData("text/csv", false)]
    [InlineData("text/csv", true)]
    [InlineData("application/x-ndjson", false)]
    [InlineData("application/json", false)]
    public async Task A_connection_cut_half_way_leaves_no_job(string type, bool keyed)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var half = type switch
        {
            "text/csv" => "full_name,description\n" + Lines(Rows, i => $"n{i},{Long}"),
            "application/x-ndjson" => Lines(Rows, Json),
            _ => """{"objects":""" + List(Rows, Json)[..^1] + ",",
        };
        var request = new RawRequest("POST", $"/v2/prism/{api.Team}/contact/import", [("x-api-key", api.Key!), ("Content-Type", type), ("Content-Length", (half.Length * 2).Text())], Encoding.UTF8.GetBytes(half)) { Closes = true };
        var answer = await RawHttp.SendAsync(api.BaseUrl, keyed ? request.With("Idempotency-Key", "cut") : request);
        Assert.True(answer is null or { Status: 400 }, $"{answer}");
        await AssertNothingAsync(api);

        // The whole file, under the same key, is no repetition of a request that never was.
        var whole = await api.With("Idempotency-Key", "cut").ImportCsv("full_name\n" + Lines(150, i => $"n{i}"));
        Assert.Equal(150, (await api.Finished(Expect.Status(202, whole)["job_id"]!, "results=none"))["created"].Int);
        Assert.Equal((150, 1), (await api.Total(), await api.JobCount()));
    }

    private static string Json(int i) => $$$"""{"default":{"full_name":"n{{{i}}}","description":"{{{Long}}}"}}""";

    private static async Task AssertNothingAsync(ApiClient api) => Assert.Equal((0, 0), (await api.Total(), await api.JobCount()));
}
