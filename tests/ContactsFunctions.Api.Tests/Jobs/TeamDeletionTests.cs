using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;
using static ContactsFunctions.Api.Tests.Harness.JobCalls;

namespace ContactsFunctions.Api.Tests.Jobs;

public sealed class TeamDeletionTests(ApiFixture fixture)
{
    private const string Path = "/manage/teams/{team}";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deleted_team_is_gone_at_once_and_nothing_of_it_is_left(bool inTheMidstOfAnImport)
    {
        var team = await fixture.NewTeamAsync();
        var root = team.Admin.As((await fixture.RootAsync()).Key);
        await team.Admin.Define("score", "NUMBER");
        var ada = await team.Member.Make("""{"email":"ada@host.example","score":1}""");
        await team.Member.Remove(await team.Member.Make("""{"full_name":"deleted already"}"""));
        var accepted = await Expect.Status(202, team.Member.With("Idempotency-Key", "k").ImportCsv("full_name,email\n" + Lines(5_000, i => $"n{i},n{i}@host.example")));
        await team.Member.Reached(accepted["job_id"]!, job => inTheMidstOfAnImport ? job["processed"].Int > 0 : job["status"] != "processing");

        var deleting = await Expect.Status(202, root.Delete(Path));
        Assert.Equal($"/manage/teams/{team.Id}", deleting.Header("Location"));
        Assert.NotNull(deleting.Header("Retry-After"));
        foreach (var gone in (ApiAnswer[])[
            await team.Viewer.Read(ada), await team.Member.Create("{}"), await team.Member.ImportCsv("full_name\nx\n"),
            await team.Viewer.Job(accepted["job_id"]!), await team.Admin.Get(Path)])
        {
            // 401 once its keys have been erased.
            Assert.True(gone.Status is 404 or 401, gone.ToString());
        }

        await GoneAsync(root);
        await Expect.Problem(404, "not_found", root.Delete(Path));
        await UnknownAsync(team.Viewer);
        await UnknownAsync(team.Admin);

        await Expect.Status(201, root.Put(Path, "{}"));
        await Expect.Problem(401, "unauthorized", team.Admin.Read(ada));
        Assert.Equal(0, (await Expect.Status(200, root.Get(Path + "/keys")))["data"].Count);
        var again = team.Admin.As((await Expect.Status(201, root.Post(Path + "/keys", """{"name":"again","role":"admin"}""")))["key"]);
        Assert.Equal((0, 0), (await again.Total(), await again.JobCount()));
        Assert.Equal(0, (await again.List("deleted=true"))["data"].Count);
        await Expect.Problem(404, "not_found", again.Read(ada));
        await Expect.Problem(404, "not_found", again.Job(accepted["job_id"]!));
        await Expect.Problem(404, "not_found", again.Get(Properties + "/score"));
        await again.Make("""{"email":"ada@host.example"}""");
        Assert.Equal(1, await again.Total());
    }

    [Fact]
    public async Task Only_the_root_key_deletes_a_team_that_is_there()
    {
        var (team, other) = (await fixture.NewTeamAsync(), await fixture.NewTeamAsync());
        var root = team.Admin.As((await fixture.RootAsync()).Key);
        await Expect.Problem(403, "forbidden", team.Admin.Delete(Path));
        await Expect.Problem(404, "not_found", team.Admin.As(other.Admin.Key).Delete(Path));
        await Expect.Problem(401, "unauthorized", team.Admin.As(null).Delete(Path));
        await Expect.Problem(404, "not_found", root.Delete($"/manage/teams/t-{Guid.NewGuid():N}"));
        await Expect.Status(200, team.Viewer.List());

        await Expect.Status(202, root.Delete(Path));
        await GoneAsync(root);
        await Expect.Status(200, other.Viewer.List());
    }

    private static async Task GoneAsync(ApiClient root)
    {
        ApiAnswer shown;
        for (var i = 0; (shown = await root.Get(Path)).Status != 404; i++)
        {
            Assert.True(shown["state"] == "deleting" && i < 1_200, shown.ToString());
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A key is believed for up to five seconds after it was last read.</summary>
    private static async Task UnknownAsync(ApiClient api)
    {
        ApiAnswer answer;
        for (var i = 0; (answer = await api.List()).Status != 401; i++)
        {
            Assert.True(answer.Status == 404 && i < 200, answer.ToString());
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Expect.Problem(401, "unauthorized", answer);
    }
}
