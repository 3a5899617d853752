using System.Globalization;
using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.JobCalls;

namespace ContactsFunctions.Api.Tests.Jobs;

public sealed class AsyncImportTests(ApiFixture fixture)
{
    [Fact]
    public async Task More_than_100_rows_are_a_job_that_is_polled_until_it_is_complete()
    {
        var team = await fixture.NewTeamAsync();
        var api = team.Member;
        var accepted = await Expect.Status(202, api.Import(List(101, i => $$$"""{"default":{"full_name":"n{{{i}}}","email":"{{{(i == 7 ? "no address" : $"n{i % 100}@host.example")}}}"}}""")));
        var id = accepted["job_id"].ToString()!;
        Assert.Equal($"/v2/prism/{api.Team}/imports/{id}", accepted.Header("Location"));
        Assert.Equal("1", accepted.Header("Retry-After"));
        Assert.Null(accepted.Header("Preference-Applied"));
        Assert.Equal(("import", "processing", 101, 0, 0), (accepted["kind"], accepted["status"], accepted["total"].Int, accepted["processed"].Int, accepted["results"].Count));

        var done = await api.Finished(id);
        Assert.Equal((99, 0, 0, 2, 0), (done["created"].Int, done["updated"].Int, done["existing"].Int, done["failed"].Int, done["cancelled"].Int));
        Assert.Equal((id, 101), (done["job_id"], done["processed"].Int));
        Assert.Equal(Enumerable.Range(0, 101), done["results"].Select(r => r["input_index"].Int));
        Assert.Equal(done["results"][0]["id"].ToString(), done["results"][100]["error"]["holder"]);
        Assert.True(done["next_cursor"].IsMissing);
        Assert.Equal("n3@host.example", (await api.Values(done["results"][3]["id"]!))["email"]);
        Assert.Equal(99, await api.Total());

        var errors = await Expect.Status(200, team.Viewer.Job(id, "results=errors"));
        Assert.Equal([(7, "invalid_value"), (100, "unique_value_taken")], errors["results"].Select(r => (r["input_index"].Int, r["error"]["code"].ToString()!)));
        Assert.True((await api.Job(id, "results=none"))["results"].IsMissing);
        await Expect.Problem(400, "invalid_parameter", api.Job(id, "results=some"));
        await Expect.Problem(404, "not_found", (await fixture.NewTeamAsync()).Admin.Job(id));
        await Expect.Problem(404, "not_found", api.Job(Guid.NewGuid().ToString()));
        await Expect.Problem(404, "not_found", api.Job("x"));
    }

    [Fact]
    public async Task A_hundred_rows_are_done_at_once_and_101_of_a_file_are_a_job()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        Assert.Equal(100, (await Expect.Status(200, api.ImportCsv("full_name\n" + Lines(100, i => $"n{i}"))))["created"].Int);
        Assert.Equal(101, (await api.Finished(api.ImportCsv("full_name\n" + Lines(101, i => $"n{i}"))))["created"].Int);
        Assert.Equal(201, await api.Total());
    }

    [Fact]
    public async Task A_few_rows_are_a_job_when_the_client_prefers_not_to_wait()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var accepted = await Expect.Status(202, api.Async().ImportCsv("full_name\nAda\nGrace\n"));
        Assert.Equal("respond-async", accepted.Header("Preference-Applied"));
        Assert.NotNull(accepted.Header("Retry-After"));
        var done = await api.Finished(accepted["job_id"]!);
        Assert.Equal((2, "utf-8"), (done["created"].Int, done["encoding"]));
        Assert.Equal([2, 3], done["results"].Select(r => r["line"].Int));
    }

    [Fact]
    public async Task Results_of_more_than_10_000_rows_are_paged_and_all_of_an_import_can_be_listed()
    {
        const int Rows = 12_000;
        var api = (await fixture.NewTeamAsync()).Member;
        await api.Make("""{"full_name":"of no import"}""");
        var csv = "full_name,email\n" + Lines(Rows, i => i % 1_000 == 999 ? $"n{i},no address" : $"n{i},n{i}@host.example");
        var first = await api.Finished(api.ImportCsv(csv));
        var id = first["job_id"].ToString()!;
        Assert.Equal((Rows - 12, 12), (first["created"].Int, first["failed"].Int));
        Assert.Equal(10_000, first["results"].Count);
        var second = await Expect.Status(200, api.Job(id, "cursor=" + Uri.EscapeDataString(first["next_cursor"]!)));
        Assert.Equal(2_000, second["results"].Count);
        Assert.True(second["next_cursor"].IsNull);
        var results = first["results"].Concat(second["results"]).ToList();
        Assert.Equal(Enumerable.Range(0, Rows), results.Select(r => r["input_index"].Int));
        Assert.Equal(Rows - 12, results.Where(r => !r["id"].IsNull).Select(r => r["id"].ToString()).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 12).Select(i => i * 1_000 - 1), (await api.Job(id, "results=errors"))["results"].Select(r => r["input_index"].Int));
        Assert.Equal(Rows - 12, (await api.Column("email", $"import_job_id={id}")).Distinct().Count());
        Assert.Equal(Rows - 11, await api.Total());
    }

    [Fact]
    public async Task Jobs_are_listed_newest_first_those_done_at_once_too_and_expire_a_week_after_their_last_change()
    {
        var team = await fixture.NewTeamAsync();
        var api = team.Member;
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Insert(0, (await Expect.Status(200, api.ImportCsv("full_name\nAda\n"))).Header("Location")!.Split('/')[^1]);
            ids.Insert(0, (await api.Finished(api.Async().ImportCsv("full_name\nAda\n")))["job_id"]!);
        }

        var all = await Expect.Status(200, team.Viewer.Get(Imports));
        Assert.Equal(ids, all["data"].Select(j => j["job_id"].ToString()));
        Assert.True(all["next_cursor"].IsNull);
        Assert.All(all["data"], job =>
        {
            Assert.Equal(("complete", 1), (job["status"], job["created"].Int));
            Assert.True(job["results"].IsMissing);
            Assert.Equal(TimeSpan.FromDays(7), Time(job["expires_at"]) - Time(job["updated_at"]));
        });

        var paged = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await Expect.Status(200, api.Get($"{Imports}?limit=4{cursor}"));
            paged.AddRange(page["data"].Select(j => j["job_id"].ToString()!));
            Assert.Equal(!page["next_cursor"].IsNull, page["has_more"].Bool);
            cursor = page["has_more"].Bool ? "&cursor=" + page["next_cursor"] : null;
        }

        Assert.Equal(ids, paged);
        Assert.Equal(1, (await api.Job(ids[1], "results=all"))["results"].Count);

        static DateTimeOffset Time(JsonView view) => DateTimeOffset.Parse(view.ToString()!, CultureInfo.InvariantCulture);
    }
}
