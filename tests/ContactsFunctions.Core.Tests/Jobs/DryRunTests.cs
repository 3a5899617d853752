using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Tests.Jobs;
using ContactsFunctions.Tests.Meaning;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Jobs;

/// <summary>A dry run reports what the real run then does, and writes nothing.</summary>
public sealed class DryRunTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_report_is_that_of_the_real_run()
    {
        var cases = from before in Gen.ListOf(ImportAccountingTests.Line).Resize(40)
                    from lines in Gen.NonEmptyListOf(ImportAccountingTests.Line).Resize(150)
                    from dedupeBy in Gen.Elements(null, "email", "external_id", "city")
                    from update in Gen.Elements(true, false)
                    from cosmos in Gen.Elements(true, false)
                    select (before, lines, dedupeBy, update, cosmos);
        await Task.Run(() => Prop.ForAll(cases.ToArbitrary(), c => RunAsync(c.before, c.lines, c.dedupeBy, c.update, c.cosmos).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(40)), Cancel);
    }

    [Fact]
    public async Task Options_that_would_be_made_are_counted_on_and_not_made()
    {
        var time = new FakeTime();
        var team = new ImportingTeam(new MemoryDocumentStore(time), time);
        await team.FoundAsync(TeamFixture.Define("stage", PropertyType.SingleSelect) with { Options = [new SelectOption(Guid.NewGuid(), "new", "New", null)] });
        var (job, rows) = await team.ReadAsync("email,stage\na@x.io,Won\nb@x.io,!!!\nc@x.io,won\n", new ImportOptions { CreateMissingOptions = true });

        var (dry, _) = await new DryRun(team.Store, time).RunAsync(team.Team, job with { Total = 3 }, [.. rows.Select(JobRow.Of)], null, Cancel);

        Assert.Equal((2, 1), (dry.Created, dry.Failed));
        Assert.Single((await team.Schemas.ReloadAsync(team.Team, Cancel)).Find("stage")!.Options);
    }

    private static async Task<bool> RunAsync(IEnumerable<string> before, IEnumerable<string> lines, string? dedupeBy, bool update, bool cosmos)
    {
        var time = new FakeTime();
        var store = new MemoryDocumentStore(time, cosmos ? MemoryDocumentStore.Cosmos : null);
        var team = new ImportingTeam(store, time);
        await team.FoundAsync();
        var first = await team.UploadAsync(ImportAccountingTests.Header + "\nfirst@x.io,,,\n" + string.Concat(before.Select(l => l + "\n")));
        await team.FinishAsync(first.Job.Id);
        var (job, rows) = await team.ReadAsync(ImportAccountingTests.Header + "\n" + string.Concat(lines.Select(l => l + "\n")), new ImportOptions { DedupeBy = dedupeBy, UpdateExisting = update });
        var jobRows = rows.Select(JobRow.Of).ToList();
        var present = (await team.ContactsAsync()).Keys.ToHashSet();
        store.Requests.Clear();

        var (dry, dryResults) = await new DryRun(store, time).RunAsync(team.Team, job with { Total = rows.Count }, jobRows, null, Cancel);

        Assert.DoesNotContain(store.Requests, r => r is "commit" or "increment");
        var stored = await team.StoreAsync(job, jobRows);
        var (real, results) = await team.FinishAsync(stored.Job.Id);
        Assert.Equal(results.Select(r => Show(r, present)), dryResults.Select(r => Show(r, present)));
        Assert.All(dryResults, r => Assert.True(r.Id is null || present.Contains(r.Id)));
        Assert.Equal((real.Status, real.Total, real.Created, real.Updated, real.Existing, real.Failed), (dry.Status, dry.Total, dry.Created, dry.Updated, dry.Existing, dry.Failed));
        return true;
    }

    /// <summary>A result without the ids that only the real run has.</summary>
    private static string Show(RowResult result, HashSet<string> present) =>
        $"{result.InputIndex} {result.Line} {result.Kind} {result.Error?.Code} {result.Error?.Property} {result.Error?.Value} {(result.Id is { } id && present.Contains(id) ? id : "")}";
}
