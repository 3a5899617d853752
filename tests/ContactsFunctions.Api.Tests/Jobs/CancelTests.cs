using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.JobCalls;

namespace ContactsFunctions.Api.Tests.Jobs;

public sealed class CancelTests(ApiFixture fixture)
{
    private const int Rows = 20_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task After_a_cancel_nothing_more_is_written_and_what_was_done_is_reported(int least)
    {
        var team = await fixture.NewTeamAsync();
        var api = team.Member;
        var accepted = await Expect.Status(202, api.ImportCsv("full_name,email\n" + Lines(Rows, i => $"n{i},{(i % 50 == 7 ? "no address" : $"n{i}@host.example")}")));
        var id = accepted["job_id"].ToString()!;
        await api.Reached(id, job => job["processed"].Int >= least);
        await Expect.Problem(403, "forbidden", team.Viewer.Post($"{Imports}/{id}/cancel"));

        var cancelled = await Expect.Status(200, api.Post($"{Imports}/{id}/cancel"));
        var contacts = await api.Total();
        Assert.Equal(("complete", Rows), (cancelled["status"], cancelled["processed"].Int + cancelled["cancelled"].Int));
        Assert.True(cancelled["cancelled"].Int > 0 && cancelled["processed"].Int >= least, $"{cancelled["processed"]} done, {cancelled["cancelled"]} not");
        Assert.Equal(cancelled["created"].Int, contacts);
        await Expect.Problem(409, "job_finished", api.Post($"{Imports}/{id}/cancel"));

        // A job that was sent behind it is done: had the cancelled one a runner left, it would have written meanwhile.
        await api.Finished(api.ImportCsv("full_name\n" + Lines(500, i => $"n{i}")), "results=none");
        Assert.Equal(contacts + 500, await api.Total());

        var done = await api.Finished(id);
        Assert.Equal(cancelled["updated_at"].ToString(), done["updated_at"]);
        Assert.Equal(Math.Min(10_000, cancelled["processed"].Int), done["results"].Count);
        var failed = (await api.Job(id, "results=errors"))["results"];
        Assert.Equal((cancelled["failed"].Int, cancelled["failed"].Int), (failed.Count, Enumerable.Range(0, cancelled["processed"].Int).Count(i => i % 50 == 7)));
        var file = CsvTable.Read((await Expect.Status(200, api.Get($"{Imports}/{id}/errors"))).Text);
        Assert.Equal(failed.Select(r => $"n{r["input_index"].Int}"), file.Rows.Select(r => r[0]));
    }

    [Fact]
    public async Task A_job_that_has_ended_or_is_not_there_cannot_be_cancelled()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var done = await api.Finished(api.Async().ImportCsv("full_name\nAda\n"));
        await Expect.Problem(409, "job_finished", api.Post($"{Imports}/{done["job_id"]}/cancel"));
        await Expect.Problem(404, "not_found", api.Post($"{Imports}/{Guid.NewGuid()}/cancel"));
        await Expect.Problem(404, "not_found", (await fixture.NewTeamAsync()).Admin.Post($"{Imports}/{done["job_id"]}/cancel"));
        Assert.Equal((1, 0), ((await api.Job(done["job_id"]!))["created"].Int, (await api.Job(done["job_id"]!))["cancelled"].Int));
    }

    [Fact]
    public async Task A_batch_is_cancelled_as_an_import_is()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var made = await api.Finished(api.ImportCsv("full_name\n" + Lines(10_000, i => $"n{i}")));
        var accepted = await Expect.Status(202, api.Post(ContactCalls.Contacts + "/batch/delete", $$"""{"ids":{{List(10_000, i => $"\"{made["results"][i]["id"]}\"")}}}"""));
        var cancelled = await Expect.Status(200, api.Post($"{Imports}/{accepted["job_id"]}/cancel"));
        Assert.Equal(("complete", 10_000), (cancelled["status"], cancelled["processed"].Int + cancelled["cancelled"].Int));
        Assert.True(cancelled["cancelled"].Int > 0);
        Assert.Equal(cancelled["processed"].Int, cancelled["results"].Count);
        Assert.Equal(cancelled["cancelled"].Int, await api.Total());
        await api.Finished(api.Async().Post(ContactCalls.Contacts + "/batch/delete", """{"ids":["x"]}"""));
        Assert.Equal(cancelled["cancelled"].Int, await api.Total());
    }

    [Fact]
    public async Task A_cancel_under_a_key_answers_the_same_again()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var accepted = await Expect.Status(202, api.ImportCsv("full_name\n" + Lines(Rows, i => $"n{i}")));
        var first = await Expect.Status(200, api.With("Idempotency-Key", "c").Post($"{Imports}/{accepted["job_id"]}/cancel"));
        var again = await Expect.Status(200, api.With("Idempotency-Key", "c").Post($"{Imports}/{accepted["job_id"]}/cancel"));
        Assert.Equal((first.Text, "true"), (again.Text, again.Header("idempotent-replay")));
    }
}
