using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Tests.Jobs;
using ContactsFunctions.Tests.Meaning;

namespace ContactsFunctions.Core.Tests.Jobs;

/// <summary>A team that is erased: everything goes, its keys and its own document last.</summary>
public sealed class TeamEraserTests
{
    private static readonly JobMessage Erase = new("acme", TeamEraser.JobId, 0);

    private readonly FakeTime time = new();
    private readonly MemoryDocumentStore memory;
    private readonly FaultyStore store;
    private readonly ImportingTeam team;

    public TeamEraserTests()
    {
        memory = new MemoryDocumentStore(time, MemoryDocumentStore.Cosmos);
        store = new FaultyStore(memory);
        team = new ImportingTeam(store, time);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_and_team_stay_until_all_else_is_gone()
    {
        await StartAsync();
        var fewest = int.MaxValue;
        store.Before = async (_, commit) =>
        {
            if (commit is not null)
            {
                fewest = Math.Min(fewest, (await LeftAsync()).Count);
                Assert.True(commit.Writes.All(w => !IsSpared(w.Id)) || (await LeftAsync()).TrueForAll(IsSpared));
                Assert.True(commit.Writes.All(w => w.Id != TeamDocument.Id) || (await LeftAsync()).Count == 1);
            }
        };
        await team.Worker.RunAsync(Erase.Write(), Cancel);

        Assert.Equal(1, fewest);
        Assert.Empty(await LeftAsync());
        Assert.Equal(0, team.Queue.Waiting);
    }

    [Fact]
    public async Task What_was_written_behind_the_pass_goes_too()
    {
        await StartAsync();
        var late = 0;
        store.After = async (_, _) =>
        {
            if (late < 5)
            {
                await memory.CommitAsync("acme", new Commit(Commit.NewId(), [new DocumentWrite.Create(new Document($"0{late++}", "contact", "{}"u8.ToArray()))]), Cancel);
            }
        };
        await team.Worker.RunAsync(Erase.Write(), Cancel);

        Assert.Equal(5, late);
        Assert.Empty(await LeftAsync());
    }

    [Fact]
    public async Task It_goes_on_with_the_next_message_when_the_time_is_used_up_or_the_store_is_away()
    {
        await StartAsync();
        var commits = 0;
        store.Before = (_, commit) =>
        {
            time.Advance(TimeSpan.FromSeconds(commit is null ? 0 : 15));
            return commit is not null && ++commits % 5 == 0 ? throw FaultyStore.Away() : Task.CompletedTask;
        };
        await team.Queue.SendAsync(Erase, TimeSpan.Zero, Cancel);
        await team.Queue.DrainAsync(team.Worker, Cancel);

        Assert.True(team.Queue.Sent.Count > 3);
        Assert.Contains(team.Queue.Sent, s => s.Delay == TimeSpan.FromSeconds(5));
        Assert.Empty(await LeftAsync());
    }

    [Fact]
    public async Task A_document_that_somebody_else_deletes_meanwhile_stops_nothing()
    {
        await StartAsync();
        var met = false;
        store.Before = async (_, commit) =>
        {
            if (!met && commit is { Writes.Count: > 1 })
            {
                met = true;
                await memory.CommitAsync("acme", new Commit(Commit.NewId(), [commit.Writes[1]]), Cancel);
            }
        };
        await team.Worker.RunAsync(Erase.Write(), Cancel);
        Assert.True(met);
        Assert.Empty(await LeftAsync());
    }

    [Fact]
    public async Task Only_a_marked_team_is_erased_and_its_jobs_run_no_more()
    {
        await StartAsync(mark: false);
        var before = await LeftAsync();
        await team.Worker.RunAsync(Erase.Write(), Cancel);
        Assert.Equal(before, await LeftAsync());

        var stored = await team.UploadAsync("email\nlate@x.io\n");
        await new Teams(store, team.Schemas).MarkDeletingAsync("acme", Cancel);
        await team.Queue.DrainAsync(team.Worker, Cancel);
        Assert.Equal(0, (await team.ReportAsync(stored.Job.Id)).Job.Processed);
    }

    private static bool IsSpared(string id) => id == TeamDocument.Id || id.StartsWith("key:", StringComparison.Ordinal);

    private async Task StartAsync(bool mark = true)
    {
        await team.FoundAsync();
        var keys = new ApiKeys(store, time);
        for (var i = 0; i < 130; i++)
        {
            await keys.CreateAsync("acme", "key", Role.Admin, false, Cancel);
        }

        var stored = await team.UploadAsync("email\n" + string.Concat(Enumerable.Range(0, 250).Select(i => $"e{i}@x.io\n")));
        await team.FinishAsync(stored.Job.Id);
        if (mark)
        {
            await new Teams(store, team.Schemas).MarkDeletingAsync("acme", Cancel);
        }
    }

    private async Task<List<string>> LeftAsync() => [.. (await memory.QueryAsync("acme", null, new DocumentQuery(10_000) { IncludeDeleted = true, Keys = [] }, Cancel)).Select(r => r.Id)];
}
