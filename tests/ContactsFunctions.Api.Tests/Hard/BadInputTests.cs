using ContactsFunctions.Api.Tests.Harness;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Api.Tests.Hard;

/// <summary>Whatever is sent to a route: an answer that says what is wrong, nothing stored, and the same request without the fault succeeds.</summary>
public sealed class BadInputTests(ApiFixture fixture)
{
    private const int Cases = 80;

    public static TheoryData<string> Functions => RouteSamples.Functions;

    [Theory, MemberData(nameof(Functions))]
    public async Task A_request_with_one_fault_is_answered_with_what_is_wrong_and_stores_nothing(string function)
    {
        ApiFixture.NeedsOwnProcess();
        var team = await fixture.NewTeamAsync();
        var sample = await RouteSamples.PrepareAsync(function, team.Admin);
        var client = sample.NeedsRoot ? team.Admin.As((await fixture.RootAsync()).Key) : team.Admin;
        var random = Mutations.For(sample.Body).ToArbitrary();

        // FsCheck waits for each case: not on a thread that xunit counts.
        await Task.Run(() => Prop.ForAll(random, mutation => CheckAsync(function, mutation, client, team.Admin)).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases)), TestContext.Current.CancellationToken);
    }

    private static async Task CheckAsync(string function, Mutation mutation, ApiClient client, ApiClient admin)
    {
        var sample = await RouteSamples.PrepareAsync(function, admin);
        var valid = RawRequest.Of(sample, client.Team, client.Key);
        var before = await admin.SnapshotAsync();

        var answer = await RawHttp.SendAsync(client.BaseUrl, mutation.Apply(valid));

        AssertAnswer(answer, mutation);
        if (answer is not { } done || !sample.IsDone(done.Status))
        {
            Assert.Equal(before, await admin.SnapshotAsync());
        }
        else
        {
            sample = await RouteSamples.PrepareAsync(function, admin);
        }

        var neighbour = await client.Send(sample);
        Assert.True(sample.IsDone(neighbour.Status), $"The valid neighbour: {neighbour}");
    }

    private static void AssertAnswer(RawAnswer? answer, Mutation mutation)
    {
        if (answer is null || !answer.IsOfFunction)
        {
            Assert.False(mutation.ReachesFunction, $"No function answered: {answer}");
            Assert.True(answer is null or { Status: 400 or 404 or 411 or 413 or 414 or 431 or 501, Body.Length: 0 }, $"{answer}");
            return;
        }

        Assert.True(answer.Status < 500, $"{answer}");
        if (answer.Status >= 400)
        {
            Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
            var problem = answer.Json;
            Assert.Equal(answer.Status, problem["status"].Int);
            Assert.False(string.IsNullOrEmpty(problem["code"]), $"{answer}");
            Assert.False(string.IsNullOrEmpty(problem["message"]), $"{answer}");
        }
    }
}
