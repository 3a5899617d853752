using System.Text;
using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Idempotency;
using ContactsFunctions.Core.Imports;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Core.Values;
using ContactsFunctions.Tests.Meaning;

namespace ContactsFunctions.Tests.Jobs;

/// <summary>One process that imports for a team: the domain of jobs on a store, with caches of its own.</summary>
internal sealed class ImportingTeam
{
    public ImportingTeam(IDocumentStore store, FakeTime time, MessageQueue? queue = null, string teamId = "acme")
    {
        (Store, Time, Queue) = (store, time, queue ?? new MessageQueue(time));
        Team = new Team(teamId, "Acme", "US");
        Schemas = new TeamSchemas(store, time);
        Writer = new ContactWriter(store, Schemas, new SequenceNumbers(store), time);
        Jobs = new JobStore(store, Schemas, time);
        Runner = new JobRunner(Jobs, Writer, new NoJobProgress(), time);
        Worker = new JobWorker(new Teams(store, Schemas), Jobs, Runner, new TeamEraser(store, time), Queue, time);
    }

    public IDocumentStore Store { get; }

    public FakeTime Time { get; }

    public MessageQueue Queue { get; }

    public Team Team { get; }

    public TeamSchemas Schemas { get; }

    public ContactWriter Writer { get; }

    public JobStore Jobs { get; }

    public JobRunner Runner { get; }

    public JobWorker Worker { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Stores the team and its definitions.</summary>
    public async Task FoundAsync(params IReadOnlyList<PropertyDefinition> definitions)
    {
        await PutAsync(TeamDocument.Of(Team));
        await PutAsync(new Document(SchemaDocument.Id, SchemaDocument.Kind, SchemaDocument.Write(definitions)));
    }

    public async Task PutAsync(Document document) =>
        await Store.CommitAsync(Team.Id, new Commit(Commit.NewId(), [new DocumentWrite.Upsert(document)]), Cancel);

    public Job NewJob(JobKind kind = JobKind.Import, ImportOptions? options = null) =>
        new(VersionedUuid.NewVersion7(Time).ToString(), kind, Time.GetUtcNow()) { Options = options ?? new ImportOptions() };

    /// <summary>The rows of a file, and a job that would take them.</summary>
    public async Task<(Job Job, List<ImportRow> Rows)> ReadAsync(string csv, ImportOptions? options = null)
    {
        var (import, problem) = await CsvImport.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), new CsvOptions(), await Schemas.ReloadAsync(Team, Cancel), Cancel);
        Assert.Null(problem);
        await using (import)
        {
            var rows = await import!.ReadAsync(Cancel).ToListAsync(Cancel);
            return (NewJob(JobKind.Import, options) with
            {
                Plan = import.Plan,
                Columns = import.Columns,
                IgnoredColumns = import.IgnoredColumns,
                Encoding = import.Encoding,
                ExtraFields = Math.Max(0, rows.Max(r => r.Fields.Count) - import.Columns.Count),
            }, rows);
        }
    }

    /// <summary>Stores a job with these rows, and sends its message.</summary>
    public async Task<StoredJob> StoreAsync(Job job, IEnumerable<JobRow> rows, IReadOnlyList<DocumentWrite>? also = null, IdempotencyKey? key = null)
    {
        using var upload = Jobs.Upload(Team.Id, job.Id);
        foreach (var row in rows)
        {
            await upload.AddAsync(row, Cancel);
        }

        var (stored, _) = await upload.CompleteAsync(job, key, null, also ?? [], Cancel);
        await Queue.SendAsync(new JobMessage(Team.Id, job.Id, 0), TimeSpan.Zero, Cancel);
        return stored!;
    }

    public async Task<StoredJob> UploadAsync(string csv, ImportOptions? options = null)
    {
        var (job, rows) = await ReadAsync(csv, options);
        return await StoreAsync(job, rows.Select(JobRow.Of));
    }

    /// <summary>Delivers messages until none is left, and returns the job with its results.</summary>
    public async Task<(Job Job, List<RowResult> Results)> FinishAsync(string jobId)
    {
        await Queue.DrainAsync(Worker, Cancel);
        return await ReportAsync(jobId);
    }

    public async Task<(Job Job, List<RowResult> Results)> ReportAsync(string jobId)
    {
        var job = (await Jobs.FindAsync(Team.Id, jobId, Cancel))!.Job;
        return (job, await Jobs.ResultsAsync(Team.Id, job, 0, Cancel).SelectMany(r => r.ToAsyncEnumerable()).ToListAsync(Cancel));
    }

    /// <summary>Every live contact, by id.</summary>
    public async Task<Dictionary<string, Contact>> ContactsAsync()
    {
        var contacts = new Dictionary<string, Contact>();
        string? after = null;
        do
        {
            var rows = await Store.QueryAsync(Team.Id, Contact.Kind, new DocumentQuery(1_000) { After = after }, Cancel);
            foreach (var row in rows)
            {
                contacts.Add(row.Id, ContactDocument.Read(row.Id, row.Document!.Body));
            }

            after = rows.Count == 0 ? null : rows[^1].Key;
        }
        while (after is not null);
        return contacts;
    }

    /// <summary>Asserts that every row has one result, in order, and that the counters are those of the results.</summary>
    public static void AssertAccounted(Job job, IReadOnlyList<RowResult> results)
    {
        Assert.Equal(JobStatus.Complete, job.Status);
        Assert.Equal(Enumerable.Range(0, job.Processed), results.Select(r => r.InputIndex));
        Assert.Equal(job.Total, job.Created + job.Updated + job.Existing + job.Deleted + job.Failed + job.Cancelled);
        Assert.Equal(
            (job.Created, job.Updated, job.Existing, job.Deleted, job.Failed),
            (Of(RowResultKind.Created), Of(RowResultKind.Updated), Of(RowResultKind.Existing), Of(RowResultKind.Deleted), Of(RowResultKind.Failed)));

        int Of(RowResultKind kind) => results.Count(r => r.Kind == kind);
    }
}
