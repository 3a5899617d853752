using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Tests.Jobs;
using ContactsFunctions.Tests.Meaning;

namespace ContactsFunctions.Storage.Tests.Jobs;

/// <summary>A job of 60 rows on an engine: 20 update what is there, 30 create, 5 repeat a row, 5 are refused.</summary>
internal sealed class ImportUnderFaults
{
    private const int Rows = 60;

    private ImportUnderFaults(FaultyStore store, string teamId)
    {
        Store = store;
        Team = new ImportingTeam(store, new FakeTime(), teamId: teamId);
    }

    public FaultyStore Store { get; }

    public ImportingTeam Team { get; }

    public required Job Job { get; init; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A team of its own with contacts, and the job with its message waiting.</summary>
    public static async Task<ImportUnderFaults> StartAsync(IDocumentStore engine)
    {
        var teamId = "t-" + Guid.NewGuid().ToString("N")[..20];
        var store = new FaultyStore(engine);
        var team = new ImportUnderFaults(store, teamId) { Job = null! }.Team;
        await team.FoundAsync();
        await team.UploadAsync("email,city\n" + Lines(0, 20, "Before"));
        await team.Queue.DrainAsync(team.Worker, Cancel);
        var stored = await team.UploadAsync(
            "email,city\n" + Lines(0, 50, "After") + Lines(45, 5, "After") + string.Concat(Enumerable.Repeat("nothing,Rome\n", 5)), new ImportOptions { DedupeBy = "email", UpdateExisting = true });

        // A new process: nothing is remembered, so that the requests of a first run are among those that fail.
        var fresh = new ImportUnderFaults(store, teamId) { Job = stored.Job };
        await fresh.Team.Queue.SendAsync(new JobMessage(teamId, stored.Job.Id, 0), TimeSpan.Zero, Cancel);
        return fresh;
    }

    /// <summary>Delivers messages until none is left, and returns how many requests that took.</summary>
    public async Task<int> RunAsync()
    {
        var before = Store.Requests;
        await Team.Queue.DrainAsync(Team.Worker, Cancel);
        return Store.Requests - before;
    }

    /// <summary>Asserts that every row took effect once, and that the store holds what the report says.</summary>
    public async Task AssertDoneAsync(string fault)
    {
        (Store.Before, Store.After) = (null, null);
        var (job, results) = await Team.ReportAsync(Job.Id);
        ImportingTeam.AssertAccounted(job, results);
        Assert.Equal((fault, Rows, 20, 30, 5, 5), (fault, job.Total, job.Updated, job.Created, job.Existing, job.Failed));
        Assert.Empty(Team.Queue.Poison);
        var contacts = await Team.ContactsAsync();
        Assert.Equal(50, contacts.Count);
        Assert.Equal(contacts.Keys.Order(), results.Where(r => r.Error is null).Select(r => r.Id!).Distinct().Order());
        Assert.Equal(50, contacts.Values.Select(c => c.PrimaryEmail!.Address).Distinct().Count());
        Assert.Equal(50, await Team.Store.CountAsync(Team.Team.Id, "reservation", null, false, Cancel));
    }

    private static string Lines(int first, int count, string city) => string.Concat(Enumerable.Range(first, count).Select(i => $"e{i}@x.io,{city}\n"));
}
