using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Tests.Jobs;
using ContactsFunctions.Tests.Meaning;

namespace ContactsFunctions.Core.Tests.Jobs;

/// <summary>One runner, one fence: messages delivered twice, a cancel between two groups, a user who edits meanwhile.</summary>
public sealed class FenceTests
{
    private const int Rows = 200;

    private static readonly ImportOptions Upserts = new() { DedupeBy = "email", UpdateExisting = true };

    private readonly FakeTime time = new();
    private readonly MemoryDocumentStore memory;
    private readonly FaultyStore store;
    private readonly ImportingTeam team;

    public FenceTests()
    {
        memory = new MemoryDocumentStore(time, MemoryDocumentStore.Cosmos);
        store = new FaultyStore(memory);
        team = new ImportingTeam(store, time);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_message_delivered_twice_at_once_does_every_row_once(int meetAtGroup)
    {
        var stored = await StartAsync();
        var message = team.Queue.Take();
        var other = new ImportingTeam(memory, time, team.Queue);
        var otherBegan = 0;
        store.Before = async (_, commit) =>
        {
            if (IsGroup(commit) && ++otherBegan == meetAtGroup)
            {
                await other.Worker.RunAsync(message, Cancel);
            }
        };
        await team.Worker.RunAsync(message, Cancel);

        Assert.Equal(meetAtGroup, otherBegan);
        Assert.Equal(0, team.Queue.Waiting);
        await AssertDoneAsync(stored.Job.Id, RowResultKind.Created, Rows);
    }

    [Fact]
    public async Task A_runner_that_lost_in_the_middle_writes_nothing_more_and_sends_nothing_and_one_is_left()
    {
        var stored = await StartAsync();
        var message = team.Queue.Take();
        var other = new ImportingTeam(new SlowStore(memory, time), time, team.Queue);
        var tries = 0;
        store.Before = async (_, commit) =>
        {
            if (IsGroup(commit) && ++tries == 2)
            {
                // The other one uses up its budget with its first group, and hands on.
                await other.Worker.RunAsync(message, Cancel);
            }
        };
        await team.Worker.RunAsync(message, Cancel);
        store.Before = null;

        Assert.Equal(2, tries);
        Assert.Equal(1, team.Queue.Waiting);
        var (job, _) = await team.ReportAsync(stored.Job.Id);
        Assert.Equal((JobStatus.Processing, 2), (job.Status, job.Groups));
        await team.FinishAsync(stored.Job.Id);
        await AssertDoneAsync(stored.Job.Id, RowResultKind.Created, Rows);
    }

    [Fact]
    public async Task A_message_that_comes_late_or_again_changes_nothing()
    {
        var stored = await StartAsync();
        var message = team.Queue.Take();
        await team.Worker.RunAsync(message, Cancel);
        var commits = memory.Commits.Count;

        await team.Worker.RunAsync(message, Cancel);
        await team.Worker.RunPoisonedAsync(message, Cancel);
        await team.Worker.RunAsync(new JobMessage("acme", Guid.NewGuid().ToString(), 0).Write(), Cancel);
        await team.Worker.RunAsync(new JobMessage("nobody", stored.Job.Id, 0).Write(), Cancel);
        await team.Worker.RunAsync("nonsense", Cancel);

        Assert.Equal((commits, 0), (memory.Commits.Count, team.Queue.Waiting));
        await AssertDoneAsync(stored.Job.Id, RowResultKind.Created, Rows);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task After_a_cancel_nothing_is_written_and_what_was_done_stays(int beforeGroup)
    {
        var stored = await StartAsync();
        var groups = 0;
        var written = 0;
        store.Before = async (_, commit) =>
        {
            if (IsGroup(commit) && ++groups == beforeGroup)
            {
                var cancelled = await new ImportingTeam(memory, time).Jobs.CancelAsync("acme", stored.Job.Id, null, Cancel);
                Assert.True(cancelled!.Value.Cancelled);
                written = (await team.ContactsAsync()).Count;
            }
        };
        var (job, results) = await team.FinishAsync(stored.Job.Id);

        Assert.Equal(beforeGroup, groups);
        Assert.Equal((JobStatus.Complete, written, Rows - written, beforeGroup - 1), (job.Status, job.Created, job.Cancelled, job.Groups));
        Assert.Equal(written, results.Count);
        ImportingTeam.AssertAccounted(job, results);
        Assert.Equal(results.Select(r => r.Id!).Order(), (await team.ContactsAsync()).Keys.Order());
        var (again, done) = (await team.Jobs.CancelAsync("acme", job.Id, null, Cancel))!.Value;
        Assert.Equal((job.Cancelled, false), (again.Cancelled, done));
    }

    [Fact]
    public async Task A_users_edit_after_a_row_took_effect_is_not_undone()
    {
        var first = await StartAsync("");
        await team.FinishAsync(first.Job.Id);
        var second = await team.UploadAsync(File("Imported"), Upserts);
        var message = team.Queue.Take();
        var other = new ImportingTeam(new SlowStore(memory, time), time, team.Queue);
        var user = new ImportingTeam(memory, time);
        var met = false;
        Guid edited = default;
        store.Before = async (_, commit) =>
        {
            if (!met && IsGroup(commit))
            {
                // The other runner does the first group, then a user edits one of its contacts; then the first runner's commit of that group arrives.
                met = true;
                await other.Worker.RunAsync(message, Cancel);
                edited = Guid.Parse((await team.ReportAsync(second.Job.Id)).Results[0].Id!);
                var edit = await user.Writer.WriteAsync(user.Team, new ContactChange.Update(edited, TeamFixture.Body("""{"title":"Edited"}""")), null, Cancel);
                Assert.IsType<ContactOutcome.Updated>(Assert.Single(edit.Outcomes));
            }
        };
        await team.Worker.RunAsync(message, Cancel);
        await team.FinishAsync(second.Job.Id);

        await AssertDoneAsync(second.Job.Id, RowResultKind.Updated, Rows);
        var titles = (await team.ContactsAsync()).Values.ToDictionary(c => c.Id, c => TeamFixture.Show(c, "title"));
        Assert.Equal("\"Edited\"", titles[edited]);
        Assert.Equal(Rows - 1, titles.Values.Count(t => t == "\"Imported\""));
    }

    [Fact]
    public async Task Outcomes_are_those_of_the_first_effect()
    {
        var stored = await StartAsync();
        var message = team.Queue.Take();
        store.After = (_, commit) => IsGroup(commit) ? throw new InvalidOperationException("Killed before it knew.") : Task.CompletedTask;
        await Assert.ThrowsAsync<InvalidOperationException>(() => team.Worker.RunAsync(message, Cancel));
        store.After = null;
        await new ImportingTeam(memory, time, team.Queue).Worker.RunAsync(message, Cancel);

        // Done again, the rows of the first group would be 'existing' or 'updated'.
        await AssertDoneAsync(stored.Job.Id, RowResultKind.Created, Rows);
    }

    private static bool IsGroup(Commit? commit) => commit?.Writes.Any(w => w.Id.StartsWith("outcomes:", StringComparison.Ordinal)) == true;

    private static string File(string title) => "email,title\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => $"e{i}@x.io,{title}\n"));

    private async Task<StoredJob> StartAsync(string title = "Imported")
    {
        await team.FoundAsync();
        return await team.UploadAsync(File(title), Upserts);
    }

    private async Task AssertDoneAsync(string jobId, RowResultKind kind, int contacts)
    {
        var (job, results) = await team.ReportAsync(jobId);
        ImportingTeam.AssertAccounted(job, results);
        Assert.Equal((Rows, job.Total), (results.Count(r => r.Kind == kind), results.Count));
        Assert.Equal(contacts, (await team.ContactsAsync()).Count);
        Assert.Equal(contacts, results.Select(r => r.Id).Distinct().Count());
    }
}
