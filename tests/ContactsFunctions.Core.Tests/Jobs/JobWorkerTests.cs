using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Tests.Jobs;
using ContactsFunctions.Tests.Meaning;

namespace ContactsFunctions.Core.Tests.Jobs;

/// <summary>The runner's time, a store that is away, lost messages, and rows that throw.</summary>
public sealed class JobWorkerTests
{
    private const int Rows = 200;

    private readonly FakeTime time = new();
    private readonly MemoryDocumentStore memory;
    private readonly FaultyStore store;
    private readonly ImportingTeam team;

    public JobWorkerTests()
    {
        memory = new MemoryDocumentStore(time, MemoryDocumentStore.Cosmos);
        store = new FaultyStore(memory);
        team = new ImportingTeam(store, time);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_twenty_seconds_the_runner_hands_on_at_once()
    {
        var stored = await StartAsync();
        store.Before = (_, commit) =>
        {
            time.Advance(TimeSpan.FromSeconds(IsGroup(commit) ? 7 : 0));
            return Task.CompletedTask;
        };
        await team.Worker.RunAsync(team.Queue.Take(), Cancel);

        Assert.Equal(3, (await team.ReportAsync(stored.Job.Id)).Job.Groups);
        Assert.Equal((new JobMessage("acme", stored.Job.Id, 0), TimeSpan.Zero), team.Queue.Sent[^1]);
        await AssertDoneAsync(stored.Job.Id);
    }

    [Fact]
    public async Task A_store_that_is_away_is_tried_again_later_each_time_and_no_row_fails()
    {
        var stored = await StartAsync();
        var until = time.GetUtcNow() + TimeSpan.FromMinutes(40);
        var groups = 0;
        store.Before = (_, commit) =>
        {
            groups += IsGroup(commit) ? 1 : 0;
            return groups > 1 && time.GetUtcNow() < until ? throw FaultyStore.Away() : Task.CompletedTask;
        };
        await AssertDoneAsync(stored.Job.Id);

        Assert.Equal([5, 10, 20, 40, 80, 160, 300, 300, 300], team.Queue.Sent.Skip(1).Take(9).Select(s => s.Delay.TotalSeconds));
        Assert.All(team.Queue.Sent, s => Assert.Equal(s.Delay.TotalSeconds, s.Message.Delay));
        Assert.Empty(team.Queue.Poison);
    }

    [Fact]
    public async Task Progress_begins_the_delays_anew()
    {
        var stored = await StartAsync();
        var groups = 0;
        store.Before = (_, commit) => IsGroup(commit) && ++groups % 4 != 0 ? throw FaultyStore.Away() : Task.CompletedTask;
        await AssertDoneAsync(stored.Job.Id);

        // Three failures, then a group that is done and a failure in the same run, which begins the delays anew.
        Assert.Equal([5, 10, 20, 5, 10, 20, 5, 10, 20], team.Queue.Sent.Skip(1).Take(9).Select(s => s.Delay.TotalSeconds));
    }

    [Fact]
    public async Task A_fault_at_any_request_before_or_after_its_effect_leaves_every_row_done_once()
    {
        var whole = await FaultAsync(0, false);
        for (var at = 1; at <= whole; at++)
        {
            await FaultAsync(at, false);
            await FaultAsync(at, true);
        }
    }

    [Fact]
    public async Task When_every_message_is_lost_another_brings_the_job_back()
    {
        var stored = await StartAsync();
        store.Before = (_, commit) =>
        {
            time.Advance(TimeSpan.FromSeconds(IsGroup(commit) ? 20 : 0));
            return Task.CompletedTask;
        };
        await team.Worker.RunAsync(team.Queue.Take(), Cancel);
        team.Queue.LoseAll();
        time.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal((JobStatus.Processing, 33), ((await team.ReportAsync(stored.Job.Id)).Job.Status, (await team.ReportAsync(stored.Job.Id)).Job.Processed));
        await team.Queue.SendAsync(new JobMessage("acme", stored.Job.Id, 0), TimeSpan.Zero, Cancel);
        await AssertDoneAsync(stored.Job.Id);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(199)]
    public async Task A_row_that_always_throws_fails_alone(int row)
    {
        var stored = await StartAsync();
        store.Before = (_, commit) => commit?.Writes.OfType<DocumentWrite.Create>().Any(w => w.Document.Kind == Contact.Kind && Holds(w.Document, $"\"e{row}@x.io\"")) == true
            ? throw new InvalidOperationException("A bug.")
            : Task.CompletedTask;
        var (job, results) = await team.FinishAsync(stored.Job.Id);

        ImportingTeam.AssertAccounted(job, results);
        var failed = Assert.Single(results, r => r.Kind != RowResultKind.Created);
        Assert.Equal((row, ContactErrors.Internal), (failed.InputIndex, failed.Error!.Code));
        Assert.Equal(Rows - 1, (await team.ContactsAsync()).Count);
        Assert.Single(team.Queue.Poison);
    }

    [Fact]
    public async Task Poison_for_a_healthy_group_fails_no_row()
    {
        var stored = await StartAsync();
        await team.Worker.RunPoisonedAsync(team.Queue.Take(), Cancel);
        await AssertDoneAsync(stored.Job.Id);
    }

    [Fact]
    public async Task Poison_while_the_store_is_away_fails_no_row()
    {
        var stored = await StartAsync();
        var groups = 0;
        store.Before = (_, commit) => IsGroup(commit) && ++groups == 3 ? throw FaultyStore.Away() : Task.CompletedTask;
        await team.Worker.RunPoisonedAsync(team.Queue.Take(), Cancel);

        Assert.Equal(5, team.Queue.Sent[^1].Delay.TotalSeconds);
        Assert.Equal(2, (await team.ReportAsync(stored.Job.Id)).Job.Processed);
        await AssertDoneAsync(stored.Job.Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Five_kills_in_a_group_before_or_after_its_effect_fail_no_row(bool after)
    {
        var stored = await StartAsync();
        var kills = 0;
        Task Kill(Commit? commit) => IsGroup(commit) && ++kills is > 2 and <= 7 ? throw new InvalidOperationException("Killed.") : Task.CompletedTask;
        store.Before = after ? null : (_, commit) => Kill(commit);
        store.After = after ? (_, commit) => Kill(commit) : null;
        await AssertDoneAsync(stored.Job.Id);
        Assert.Single(team.Queue.Poison);
    }

    private static bool IsGroup(Commit? commit) => commit?.Writes.Any(w => w.Id.StartsWith("outcomes:", StringComparison.Ordinal)) == true;

    private static bool Holds(Document document, string text) => System.Text.Encoding.UTF8.GetString(document.Body.Span).Contains(text, StringComparison.Ordinal);

    /// <summary>Runs a job with the store away at one request of its messages; returns how many there were.</summary>
    private static async Task<int> FaultAsync(int at, bool after)
    {
        var test = new JobWorkerTests();
        var stored = await test.StartAsync();
        var began = test.store.Requests;
        if (after)
        {
            test.store.After = (number, _) => number - began == at ? throw FaultyStore.Away() : Task.CompletedTask;
        }
        else
        {
            test.store.Before = (number, _) => number - began == at ? throw FaultyStore.Away() : Task.CompletedTask;
        }

        await test.team.Queue.DrainAsync(test.team.Worker, Cancel);
        var requests = test.store.Requests - began;
        await test.AssertDoneAsync(stored.Job.Id);
        return requests;
    }

    private async Task<StoredJob> StartAsync()
    {
        await team.FoundAsync();
        return await team.UploadAsync("email,city\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => $"e{i}@x.io,Oslo\n")));
    }

    private async Task AssertDoneAsync(string jobId)
    {
        var (job, results) = await team.FinishAsync(jobId);
        ImportingTeam.AssertAccounted(job, results);
        Assert.Equal((Rows, Rows), (job.Total, job.Created));
        Assert.Equal(results.Select(r => r.Id!).Order(), (await team.ContactsAsync()).Keys.Order());
    }
}
