using ContactsFunctions.Core.Idempotency;
using ContactsFunctions.Core.Imports;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Tests.Jobs;
using ContactsFunctions.Tests.Meaning;

namespace ContactsFunctions.Core.Tests.Jobs;

/// <summary>How the rows of an input are stored, and what is left of an upload that does not become a job.</summary>
public sealed class JobUploadTests
{
    private readonly FakeTime time = new();
    private readonly MemoryDocumentStore memory;
    private readonly FaultyStore store;
    private readonly ImportingTeam team;

    public JobUploadTests()
    {
        memory = new MemoryDocumentStore(time, MemoryDocumentStore.Cosmos);
        store = new FaultyStore(memory);
        team = new ImportingTeam(store, time);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, new int[0])]
    [InlineData(1, new[] { 1 })]
    [InlineData(500, new[] { 500 })]
    [InlineData(501, new[] { 500, 1 })]
    [InlineData(1_250, new[] { 500, 500, 250 })]
    public async Task A_part_has_at_most_500_rows(int rows, int[] parts)
    {
        await team.FoundAsync();
        var stored = await team.StoreAsync(team.NewJob(), Rows(rows, "a"));

        Assert.Equal(parts, stored.Job.Parts);
        Assert.Equal((rows, rows == 0 ? JobStatus.Complete : JobStatus.Processing), (stored.Job.Total, stored.Job.Status));
        Assert.Equal(Enumerable.Range(0, rows), await IndexesAsync(stored.Job));
        Assert.Equal(parts.Length, await memory.CountAsync("acme", "rows", null, true, Cancel));
    }

    [Theory]
    [InlineData('a', 100_000)]
    [InlineData('a', 256 * 1024)]
    [InlineData('\u0001', 30_000)]
    [InlineData('\u0001', 160_000)]
    [InlineData('\u0001', 256 * 1024)]
    [InlineData('\ud800', 128 * 1024)]
    public async Task A_part_fits_into_a_commit_whatever_its_rows_hold(char character, int length)
    {
        await team.FoundAsync();
        var stored = await team.StoreAsync(team.NewJob(), Rows(5, "a").Concat(Rows(25, new string(character, length), 5)));

        Assert.True(stored.Job.Parts.Count > 1);
        Assert.Equal(Enumerable.Range(0, 30), await IndexesAsync(stored.Job));
    }

    [Fact]
    public async Task The_rows_of_a_small_job_come_with_it_and_those_next_to_a_large_one_do_not()
    {
        await team.FoundAsync();
        var small = await team.StoreAsync(team.NewJob(), Rows(1, "a"));
        Assert.Contains(memory.Commits[^1].Writes, w => w.Id == JobDocuments.RowsId(small.Job.Id, 0));

        var columns = Enumerable.Range(0, 1_000).Select(i => new string('\u0436', 80) + i).ToList();
        var wide = await team.StoreAsync(team.NewJob() with { Columns = columns, IgnoredColumns = columns }, Rows(10, new string('a', 100 * 1024)));
        Assert.Equal([10], wide.Job.Parts);
        Assert.DoesNotContain(memory.Commits[^1].Writes, w => w.Id == JobDocuments.RowsId(wide.Job.Id, 0));
        Assert.Equal(Enumerable.Range(0, 10), await IndexesAsync(wide.Job));
    }

    [Fact]
    public async Task What_is_discarded_leaves_nothing()
    {
        await team.FoundAsync();
        var job = team.NewJob();
        using var upload = team.Jobs.Upload("acme", job.Id);
        foreach (var row in Rows(1_600, "a"))
        {
            await upload.AddAsync(row, Cancel);
        }

        Assert.Equal(3, await memory.CountAsync("acme", "rows", null, true, Cancel));
        await upload.DiscardAsync(Cancel);
        Assert.Equal(0, await memory.CountAsync("acme", "rows", null, true, Cancel));
    }

    [Fact]
    public async Task What_is_read_back_is_what_was_added()
    {
        await team.FoundAsync();
        using var upload = team.Jobs.Upload("acme", team.NewJob().Id);
        var rows = Rows(700, "x\u0001\ud800\"").ToList();
        foreach (var row in rows)
        {
            await upload.AddAsync(row, Cancel);
        }

        var read = await upload.ReadBackAsync(null, Schema.Empty, Cancel);
        Assert.Equal(rows.Select(r => (r.InputIndex, r.Line, r.Fields[0])), read.Select(r => (r.InputIndex, r.Line, r.Fields[0])));
    }

    [Fact]
    public async Task Of_two_uploads_with_one_key_one_becomes_a_job_and_the_other_leaves_nothing()
    {
        await team.FoundAsync();
        var key = IdempotencyKey.Of("k", "ck", "POST", "/import", "", "", "body"u8);
        Job? winner = null;
        store.Before = async (_, commit) =>
        {
            if (winner is null && commit?.Writes.Any(w => w.Id == key.DocumentId) == true)
            {
                winner = (await new ImportingTeam(memory, time).StoreAsync(team.NewJob(), Rows(1_200, "a"), key: key)).Job;
            }
        };
        var job = team.NewJob();
        using var upload = team.Jobs.Upload("acme", job.Id);
        foreach (var row in Rows(1_200, "a"))
        {
            await upload.AddAsync(row, Cancel);
        }

        var (stored, found) = await upload.CompleteAsync(job, key, null, [], Cancel);

        Assert.Null(stored);
        Assert.Equal((winner!.Id, key.Fingerprint), (found!.JobId, found.Fingerprint));
        Assert.Equal(3, await memory.CountAsync("acme", "rows", null, true, Cancel));
        Assert.Equal(1, await memory.CountAsync("acme", JobDocuments.Kind, null, true, Cancel));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1_100)]
    public async Task An_upload_whose_further_write_lost_can_be_tried_again(int rows)
    {
        await team.FoundAsync();
        var key = IdempotencyKey.Of("k", "ck", "POST", "/import", "", "", "body"u8);
        var job = team.NewJob();
        using var upload = team.Jobs.Upload("acme", job.Id);
        foreach (var row in Rows(rows, "a"))
        {
            await upload.AddAsync(row, Cancel);
        }

        var schema = new Document(SchemaDocument.Id, SchemaDocument.Kind, SchemaDocument.Write([]));
        Assert.Equal((null, null), await upload.CompleteAsync(job, key, null, [new DocumentWrite.Replace(schema, "stale")], Cancel));
        Assert.Equal(0, await memory.CountAsync("acme", JobDocuments.Kind, null, true, Cancel));

        var (stored, _) = await upload.CompleteAsync(job, key, null, [new DocumentWrite.Upsert(schema)], Cancel);
        Assert.Equal(Enumerable.Range(0, rows), await IndexesAsync(stored!.Job));
    }

    private static IEnumerable<JobRow> Rows(int count, string field, int first = 0) => Enumerable.Range(first, count).Select(i => new JobRow(i, i + 2) { Fields = [field, "b"] });

    private async Task<List<int>> IndexesAsync(Job job)
    {
        var indexes = new List<int>();
        for (var part = 0; part < job.Parts.Count; part++)
        {
            var rows = await team.Jobs.PartAsync(team.Team, job, part, Cancel);
            Assert.Equal(job.Parts[part], rows.Count);
            indexes.AddRange(rows.Select(r => r.InputIndex));
        }

        return indexes;
    }
}
