using ContactsFunctions.Sqlite.Database;
using ContactsFunctions.Sqlite.Indexing;
using ContactsFunctions.Sqlite.Querying;
using ContactsFunctions.Sqlite.Writing;

namespace ContactsFunctions.Sqlite;

/// <summary>An opened data file: one writer, many readers, and the housekeeping between requests.</summary>
internal sealed class SqliteFile : IDisposable
{
    // Not more: SQLite looks through its whole table of cached pages at each commit, which at 48 MB was 6 % of a create.
    private const int WriterCacheKilobytes = 8_000;
    private const int ReaderCacheKilobytes = 4_000;

    // 64 MB of log: a page that many commits change is written into the file once, and the disk is waited for less often.
    private const int CheckpointPages = 16_000;

    private const int PurgeBatch = 200;

    // Others wait for some 40 ms meanwhile. Half as many cost a third more each: they share fewer pages.
    private const int IndexBatch = 500;

    private static readonly TimeSpan PurgeInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan IndexInterval = TimeSpan.FromMilliseconds(200);

    private readonly SqliteStoreOptions options;
    private readonly DocumentWriter writer;
    private readonly WriteQueue queue;
    private readonly ITimer purge;
    private readonly ITimer index;
    private int indexing;
    private long commits;
    private long commitsSeen;

    /// <summary>Opens the file and brings its tables up to date.</summary>
    public SqliteFile(SqliteStoreOptions options, StepCounter? steps)
    {
        this.options = options;
        var connection = new SqliteConnection(options, WriterCacheKilobytes, steps: null);
        try
        {
            connection.Execute($"PRAGMA wal_autocheckpoint={CheckpointPages}");
            Schema.Migrate(connection);
            writer = new DocumentWriter(connection, Names, options.Time);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        queue = new WriteQueue(writer);
        Readers = new ReaderPool(() => new ReadConnection(new SqliteConnection(options, ReaderCacheKilobytes, steps), Names));
        purge = options.Time.CreateTimer(_ => Forget(PurgeAsync()), null, PurgeInterval, PurgeInterval);
        index = options.Time.CreateTimer(_ => IndexWhenIdle(), null, IndexInterval, IndexInterval);
    }

    public NameTables Names { get; } = new();

    public ReaderPool Readers { get; }

    /// <summary>Runs <paramref name="apply"/> in the writer's next transaction.</summary>
    public Task<T> WriteAsync<T>(Func<DocumentWriter, T> apply)
    {
        var answer = queue.RunAsync(new WriteRequest<T>(apply));
        Interlocked.Increment(ref commits);
        if (writer.Backlog >= options.IndexBacklog)
        {
            StartIndexing(seen: -1);
        }

        return answer;
    }

    /// <summary>Begins a read transaction of <paramref name="reader"/> in which the index rows are those of the documents.</summary>
    public async ValueTask BeginIndexedAsync(ReadConnection reader, CancellationToken cancel)
    {
        var begun = reader.TryBeginIndexed();
        for (var written = 0; !begun;)
        {
            cancel.ThrowIfCancellationRequested();
            // Others get in between, but not so many that the query never begins. It begins before anybody else of this process writes again.
            var limit = written < options.IndexBacklog ? IndexBatch : int.MaxValue;
            written += await queue.RunAsync(new WriteRequest<int>(w => w.WriteIndex(limit), () => begun = reader.TryBeginIndexed()));
        }
    }

    /// <summary>Deletes all expired documents, some at a time; returns how many.</summary>
    public async Task<int> PurgeAsync()
    {
        for (var total = 0; ;)
        {
            var purged = await queue.RunAsync(new WriteRequest<int>(w => w.Purge(PurgeBatch)));
            total += purged;
            if (purged < PurgeBatch)
            {
                return total;
            }
        }
    }

    /// <summary>Closes the file; the last connection of all processes folds the log into it.</summary>
    public void Dispose()
    {
        purge.Dispose();
        index.Dispose();
        queue.Close();
        Readers.Dispose();
        writer.Dispose();
    }

    private void IndexWhenIdle()
    {
        var seen = Interlocked.Read(ref commits);
        if (seen == Interlocked.Exchange(ref commitsSeen, seen) && writer.Backlog > 0)
        {
            StartIndexing(seen);
        }
    }

    private void StartIndexing(long seen)
    {
        if (Interlocked.CompareExchange(ref indexing, 1, 0) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static work => Forget(work.File.IndexAsync(work.Seen)), (File: this, Seen: seen), preferLocal: false);
        }
    }

    /// <summary>Writes the index rows that wait until they are few, and all as long as nobody has committed since <paramref name="seen"/>.</summary>
    private async Task IndexAsync(long seen)
    {
        try
        {
            while (await queue.RunAsync(new WriteRequest<int>(w => w.WriteIndex(IndexBatch))) == IndexBatch
                && (writer.Backlog >= options.IndexBacklog || Interlocked.Read(ref commits) == seen))
            {
            }
        }
        finally
        {
            Volatile.Write(ref indexing, 0);
        }
    }

    // Housekeeping that fails is tried again: by the timer, or by the query that needs it, which then reports why.
    private static void Forget(Task task) => task.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
