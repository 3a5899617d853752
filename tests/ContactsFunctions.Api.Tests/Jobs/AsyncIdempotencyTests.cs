using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.JobCalls;

namespace ContactsFunctions.Api.Tests.Jobs;

public sealed class AsyncIdempotencyTests(ApiFixture fixture)
{
    private const int Rows = 700;
    private static readonly string Csv = "full_name,email\n" + Lines(Rows, i => $"n{i},n{i}@host.example");
    private static readonly string OtherCsv = Csv.Replace("@host", "@other", StringComparison.Ordinal);

    [Fact]
    public async Task The_same_request_again_gets_the_same_202_and_makes_no_second_job()
    {
        var api = (await fixture.NewTeamAsync()).Member.With("Idempotency-Key", "one");
        var first = await Expect.Status(202, api.ImportCsv(Csv));
        AssertReplay(first, await api.ImportCsv(Csv));
        await Expect.Problem(409, "idempotency_key_mismatch", api.ImportCsv(Csv + "more,\n"));
        await Expect.Problem(409, "idempotency_key_mismatch", api.ImportCsv(Csv, "dedupe_by=email"));
        Assert.Equal(Rows, (await api.Finished(first["job_id"]!, "results=none"))["created"].Int);
        AssertReplay(first, await api.ImportCsv(Csv));
        Assert.Equal((Rows, 1), (await api.Total(), await api.JobCount()));
    }

    [Fact]
    public async Task The_same_request_at_once_makes_one_job()
    {
        var api = (await fixture.NewTeamAsync()).Member.With("Idempotency-Key", "one");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => api.ImportCsv(Csv)));
        Assert.All(answers, a => Assert.Equal((202, answers[0].Text), (a.Status, a.Text)));
        Assert.Equal(5, answers.Count(a => a.Header("idempotent-replay") == "true"));
        Assert.Equal(Rows, (await api.Finished(answers[0]["job_id"]!, "results=none"))["created"].Int);
        Assert.Equal((Rows, 1), (await api.Total(), await api.JobCount()));
    }

    [Fact]
    public async Task An_unawaited_batch_is_made_once_too()
    {
        var api = (await fixture.NewTeamAsync()).Member.Async().With("Idempotency-Key", "one");
        const string Path = ContactCalls.Contacts + "/batch/delete";
        var first = await Expect.Status(202, api.Post(Path, """{"ids":["x"]}"""));
        AssertReplay(first, await api.Post(Path, """{"ids":["x"]}"""));
        await Expect.Problem(409, "idempotency_key_mismatch", api.Post(Path, """{"ids":["y"]}"""));
        await api.Finished(first["job_id"]!);
        Assert.Equal(1, await api.JobCount());
    }

    [Fact]
    public async Task A_kill_behind_the_answer_or_before_it_makes_no_second_job()
    {
        ApiFixture.NeedsOwnProcess();
        await using var first = await LocalHostProcess.StartAsync();
        var api = (await ApiFixture.NewTeamAsync(first)).Member;
        var answered = await Expect.Status(202, api.With("Idempotency-Key", "answered").ImportCsv(Csv));
        var cut = api.With("Idempotency-Key", "cut").ImportCsv(OtherCsv);
        await Task.Delay(Random.Shared.Next(60), TestContext.Current.CancellationToken);
        await first.KillAsync();
        var before = await Record.ExceptionAsync(() => cut) is null ? await cut : null;

        await using var second = await LocalHostProcess.StartAsync(first);
        api = api.At(second);
        AssertReplay(answered, await api.With("Idempotency-Key", "answered").ImportCsv(Csv));
        var again = await Expect.Status(202, api.With("Idempotency-Key", "cut").ImportCsv(OtherCsv));
        Assert.True(before is null || before.Text == again.Text, $"{before} but {again}");
        foreach (var accepted in (ApiAnswer[])[answered, again])
        {
            var done = await api.Finished(accepted["job_id"]!, "results=none");
            Assert.Equal((Rows, 0), (done["created"].Int, done["failed"].Int));
        }

        Assert.Equal((2 * Rows, 2), (await api.Total(), await api.JobCount()));
    }

    private static void AssertReplay(ApiAnswer first, ApiAnswer again)
    {
        Assert.Equal((202, first.Text, first.Header("Location"), first.Header("Retry-After")), (again.Status, again.Text, again.Header("Location"), again.Header("Retry-After")));
        Assert.Null(first.Header("idempotent-replay"));
        Assert.Equal("true", again.Header("idempotent-replay"));
    }
}
