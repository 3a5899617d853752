using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;
using static ContactsFunctions.Api.Tests.Harness.JobCalls;

namespace ContactsFunctions.Api.Tests.Jobs;

public sealed class AsyncBatchTests(ApiFixture fixture)
{
    private const string Update = Contacts + "/batch/update";
    private const string Delete = Contacts + "/batch/delete";

    [Theory]
    [InlineData(150, false)]
    [InlineData(3, true)]
    [InlineData(1_200, false)]
    public async Task Many_or_unawaited_items_are_a_job_with_a_result_for_each(int count, bool prefers)
    {
        var team = await fixture.NewTeamAsync();
        var api = prefers ? team.Member.Async() : team.Member;
        var made = await api.Finished(api.Async().ImportCsv("full_name\n" + Lines(count - 1, i => $"n{i}")));
        var nobody = Guid.NewGuid().ToString();
        var ids = made["results"].Select(r => r["id"].ToString()!).Append(nobody).ToList();

        var accepted = await Expect.Status(202, api.Post(Update, $$"""{"items":{{List(count, i => $$$"""{"id":"{{{ids[i]}}}","default":{"city":"c{{{i}}}"}}""")}}}"""));
        Assert.Equal((accepted["job_id"].ToString(), "1", prefers ? "respond-async" : null), (accepted.Header("Location")!.Split('/')[^1], accepted.Header("Retry-After"), accepted.Header("Preference-Applied")));
        Assert.Equal(("batch_update", "processing", count, 0), (accepted["kind"], accepted["status"], accepted["summary"]["total"].Int, accepted["results"].Count));
        var updated = await api.Finished(accepted["job_id"]!);
        AssertCounts(updated, "batch_update");
        Assert.All(updated["results"].SkipLast(1), (r, i) => Assert.Equal((i, ids[i], "ok", $"c{i}"), (r["input_index"].Int, r["id"], r["status"], r["record"]["default"]["city"])));
        AssertNobody(updated["results"][count - 1]);

        var deleted = await api.Finished(api.Post(Delete, $$"""{"ids":{{List(count, i => $"\"{ids[i]}\"")}}}"""));
        AssertCounts(deleted, "batch_delete");
        Assert.All(deleted["results"].SkipLast(1), (r, i) => Assert.Equal((i, ids[i], "ok"), (r["input_index"].Int, r["id"], r["status"])));
        AssertNobody(deleted["results"][count - 1]);
        Assert.Equal(0, await api.Total());
        Assert.Equal(["batch_delete", "batch_update", "import"], (await api.Get(Imports))["data"].Select(j => j["kind"].ToString()));
        Assert.Single((await api.Job(accepted["job_id"]!, "results=errors"))["results"]);
        var file = CsvTable.Read((await Expect.Status(200, api.Get($"{Imports}/{accepted["job_id"]}/errors"))).Text);
        Assert.Equal((nobody, "not_found"), (file[0, file.Header[0]], file[0, "error_code"]));
        Assert.Single(file.Rows);

        void AssertCounts(ApiAnswer job, string kind)
        {
            Assert.Equal((kind, count, count - 1, 1, 0), (job["kind"], job["processed"].Int, job["succeeded"].Int, job["failed"].Int, job["cancelled"].Int));
            Assert.Equal((count, count - 1, 1), (job["summary"]["total"].Int, job["summary"]["succeeded"].Int, job["summary"]["failed"].Int));
            Assert.Equal(count, job["results"].Count);
        }

        void AssertNobody(JsonView row) =>
            Assert.Equal((count - 1, nobody, "error", "not_found"), (row["input_index"].Int, row["id"], row["status"], row["error"]["code"]));
    }

    [Fact]
    public async Task More_than_10_000_items_are_a_413_and_leave_no_job()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var id = Guid.NewGuid();
        await Expect.Problem(413, "too_many_rows", api.Post(Update, $$"""{"items":{{List(10_001, _ => $$"""{"id":"{{id}}"}""")}}}"""));
        await Expect.Problem(413, "too_many_rows", api.Post(Delete, $$"""{"ids":{{List(10_001, _ => $"\"{id}\"")}}}"""));
        Assert.Equal(0, await api.JobCount());
        Assert.Equal(10_000, (await api.Finished(api.Post(Delete, $$"""{"ids":{{List(10_000, _ => $"\"{id}\"")}}}""")))["failed"].Int);
    }

    [Fact]
    public async Task An_empty_batch_that_is_not_awaited_is_a_complete_job()
    {
        var api = (await fixture.NewTeamAsync()).Member.Async();
        foreach (var accepted in (ApiAnswer[])[await api.Post(Update, """{"items":[]}"""), await api.Post(Delete, """{"ids":[]}""")])
        {
            var done = await api.Finished(Expect.Status(202, accepted)["job_id"]!);
            Assert.Equal((0, 0, 0), (done["total"].Int, done["summary"]["total"].Int, done["results"].Count));
        }
    }
}
