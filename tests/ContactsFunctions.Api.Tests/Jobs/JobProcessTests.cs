using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.JobCalls;

namespace ContactsFunctions.Api.Tests.Jobs;

public sealed class JobProcessTests
{
    [Fact]
    public async Task Two_processes_on_one_folder_run_every_import_to_its_end_once()
    {
        ApiFixture.NeedsOwnProcess();
        const int Rows = 3_000;
        const int Files = 6;
        await using var first = await LocalHostProcess.StartAsync();
        await using var second = await LocalHostProcess.StartAsync(first);
        var member = (await ApiFixture.NewTeamAsync(first)).Member;
        ApiClient[] clients = [member.At(first), member.At(second)];

        var accepted = await Task.WhenAll(Enumerable.Range(0, Files).Select(file =>
            clients[file % 2].ImportCsv("full_name,email\n" + Lines(Rows, i => $"n{i},n{i}.{file}@host.example"))));
        for (var file = 0; file < Files; file++)
        {
            // Its status is read where it was not sent to.
            var done = await clients[1 - file % 2].Finished(Expect.Status(202, accepted[file])["job_id"]!);
            Assert.Equal((Rows, 0), (done["created"].Int, done["failed"].Int));
            Assert.Equal(Rows, done["results"].Select(r => r["id"].ToString()).Distinct().Count());
        }

        Assert.Equal((Files * Rows, Files), (await member.Total(), await member.JobCount()));
        var emails = await member.Column("email");
        Assert.Equal(Files * Rows, emails.Distinct().Count());
    }

    [Fact]
    public async Task A_killed_process_leaves_its_import_to_the_other()
    {
        ApiFixture.NeedsOwnProcess();
        const int Rows = 20_000;
        await using var first = await LocalHostProcess.StartAsync();
        var member = (await ApiFixture.NewTeamAsync(first)).Member;
        var accepted = await Expect.Status(202, member.ImportCsv("external_id\n" + Lines(Rows, i => $"n{i}")));
        await using var second = await LocalHostProcess.StartAsync(first);
        await first.KillAsync();
        var done = await member.At(second).Finished(accepted["job_id"]!, "results=none");
        Assert.Equal((Rows, 0), (done["created"].Int, done["failed"].Int));
        Assert.Equal(Rows, (await member.At(second).Column("external_id")).Distinct().Count());
    }
}
