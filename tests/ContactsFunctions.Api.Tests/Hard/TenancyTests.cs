using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Hard;

/// <summary>A team is closed to every key but its own, on every route there is.</summary>
public sealed class TenancyTests(ApiFixture fixture)
{
    public static TheoryData<string> TeamFunctions => RouteSamples.TeamFunctions;

    [Theory, MemberData(nameof(TeamFunctions))]
    public async Task A_key_of_another_team_and_no_key_and_a_broken_key_see_nothing_and_change_nothing(string function)
    {
        var (mine, theirs) = (await fixture.NewTeamAsync(), await fixture.NewTeamAsync());
        var sample = await RouteSamples.PrepareAsync(function, mine.Admin);
        var before = await mine.Admin.SnapshotAsync();

        foreach (var foreign in (ApiClient[])[theirs.Admin, theirs.Member, theirs.Viewer])
        {
            var answer = await mine.Admin.As(foreign.Key).Send(sample);
            AssertProblem(404, "not_found", answer);

            // A team that is not there looks the same.
            var absent = await new ApiClient(foreign.BaseUrl, $"t-{Guid.NewGuid():N}", foreign.Key).Send(sample);
            Assert.Equal(answer.Text, absent.Text);
        }

        foreach (var key in BrokenKeys(mine.Admin, theirs.Admin))
        {
            var answer = await mine.Admin.As(key).Send(sample);
            AssertProblem(401, "unauthorized", answer);
            Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
        }

        Assert.Equal(before, await mine.Admin.SnapshotAsync());

        // It was the key: with the right one the same request is done.
        var own = await (sample.NeedsRoot ? mine.Admin.As((await fixture.RootAsync()).Key) : mine.Admin).Send(sample);
        Assert.True(sample.IsDone(own.Status), own.ToString());
    }

    [Theory, MemberData(nameof(TeamFunctions))]
    public async Task With_its_own_team_in_the_path_a_key_reaches_nothing_of_another_team(string function)
    {
        var (mine, theirs) = (await fixture.NewTeamAsync(), await fixture.NewTeamAsync());
        var sample = await RouteSamples.PrepareAsync(function, mine.Admin);
        var before = await mine.Admin.SnapshotAsync();

        var answer = await theirs.Admin.Send(sample);

        if (sample.Route.Segments.Any(s => s.StartsWith("{contactId", StringComparison.Ordinal) || s is "{keyId}" or "{property}" or "{jobId}"))
        {
            AssertProblem(404, "not_found", answer);
        }

        Assert.DoesNotContain(mine.Id, answer.Text, StringComparison.Ordinal);
        Assert.Equal(before, await mine.Admin.SnapshotAsync());
    }

    private static IEnumerable<string?> BrokenKeys(ApiClient mine, ApiClient theirs)
    {
        var key = mine.Key!;
        var parts = key.Split('_');
        yield return null;
        yield return key[..^1];
        yield return key[..^1] + (key[^1] == '0' ? '1' : '0');
        yield return key + "0";
        yield return key.ToUpperInvariant();
        yield return "x" + key;
        yield return parts[^1];
        yield return $"ck_{theirs.Team}_{parts[^2]}_{parts[^1]}";
        yield return $"ck_{mine.Team}_{theirs.Key!.Split('_')[^2]}_{parts[^1]}";
        yield return $"ck_{mine.Team}_{parts[^2]}_";
        yield return $"ck_{new string('a', 41)}_{parts[^2]}_{parts[^1]}";
        yield return "ck_../_%00_" + parts[^1];
        yield return new string('k', 4_000);
    }

    private static void AssertProblem(int status, string code, ApiAnswer answer)
    {
        Assert.True(answer.Status == status, answer.ToString());
        Assert.Equal("application/problem+json", answer.ContentType);
        Assert.Equal((status, code), (answer["status"].Int, answer.Code));
        Assert.False(string.IsNullOrEmpty(answer["message"]));
    }
}
