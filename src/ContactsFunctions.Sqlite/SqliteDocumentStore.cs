using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite.Database;
using ContactsFunctions.Sqlite.Querying;
using ContactsFunctions.Sqlite.Writing;

namespace ContactsFunctions.Sqlite;

/// <summary>
/// Documents in one SQLite file, for one machine: write-ahead log, one writer per process that joins waiting commits, many readers. Several
/// processes may share the file. The file is opened at first use; a time-out waiting for another process, a full disk or a missing folder
/// is a <see cref="StoreUnavailableException"/>. The ETag of a document is its commit's id.
/// </summary>
public sealed class SqliteDocumentStore : IDocumentStore, IAsyncDisposable, IDisposable
{
    private readonly SqliteDatabase database;
    private readonly bool isAlone;

    /// <summary>Documents in a file that others use too; whoever made <paramref name="database"/> disposes it.</summary>
    public SqliteDocumentStore(SqliteDatabase database) => this.database = database;

    /// <summary>Documents in a file of the store's own, closed with the store.</summary>
    public SqliteDocumentStore(SqliteStoreOptions options)
        : this(new SqliteDatabase(options)) => isAlone = true;

    /// <inheritdoc/>
    public CommitLimits Limits { get; } = new(6_000, 16_000_000);

    /// <summary>Counts the steps of reading statements when set before first use.</summary>
    internal StepCounter? Steps
    {
        init => database.Steps = value;
    }

    private SqliteFile File => database.File;

    private long Now => database.Options.Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public ValueTask<StoredDocument?> ReadAsync(string team, string id, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return new(File.Readers.Use((team, id, now: Now), static (reader, s) =>
            reader.Names.Teams.Find(reader.Connection, s.team) is { } key ? reader.Read(key, s.id, s.now) : null));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredDocument?>> ReadManyAsync(string team, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return new(File.Readers.Use((team, ids, now: Now), static (reader, s) =>
        {
            var documents = new StoredDocument?[s.ids.Count];
            reader.Begin();
            if (reader.Names.Teams.Find(reader.Connection, s.team) is { } key)
            {
                for (var i = 0; i < documents.Length; i++)
                {
                    documents[i] = reader.Read(key, s.ids[i], s.now);
                }
            }

            reader.End();
            return (IReadOnlyList<StoredDocument?>)documents;
        }));
    }

    /// <inheritdoc/>
    /// <remarks>Once handed to the writer a commit is no longer cancelled.</remarks>
    public ValueTask<CommitResult> CommitAsync(string team, Commit commit, CancellationToken cancel)
    {
        CommitRules.Check(commit, Limits);
        cancel.ThrowIfCancellationRequested();
        var writes = EncodedWrite.From(commit);
        return new(File.WriteAsync(writer => writer.Write(team, commit, writes)));
    }

    /// <inheritdoc/>
    public ValueTask<long> IncrementAsync(string team, string id, long by, TimeSpan? timeToLive, CancellationToken cancel)
    {
        CommitRules.CheckId(id);
        cancel.ThrowIfCancellationRequested();
        return new(File.WriteAsync(writer => writer.Increment(team, id, by, timeToLive)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueryRow>> QueryAsync(string team, string? kind, DocumentQuery query, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        return RunAsync(team, kind, query.Filter, query.IncludeDeleted, QueryRunner.ReadsIndex(query), (runner, rows) => runner.Query(rows, query, cancel), [], cancel);
    }

    /// <inheritdoc/>
    public ValueTask<long> CountAsync(string team, string? kind, Filter? filter, bool includeDeleted, CancellationToken cancel) =>
        RunAsync(team, kind, filter, includeDeleted, filter is not null && CandidateFinder.ReadsIndex(filter), (runner, rows) => runner.Count(rows, cancel), 0, cancel);

    /// <inheritdoc/>
    public ValueTask PingAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        database.Ping();
        return default;
    }

    /// <summary>Deletes the expired documents; the store does so itself once a minute. Returns how many.</summary>
    internal Task<int> PurgeAsync() => File.PurgeAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isAlone)
        {
            database.Dispose();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private ValueTask<T> RunAsync<T>(
        string team, string? kind, Filter? filter, bool includeDeleted, bool indexed, Func<QueryRunner, RowFilter, T> run, T nothing, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var file = File;
        return file.Readers.UseAsync(async reader =>
        {
            if (indexed)
            {
                await file.BeginIndexedAsync(reader, cancel);
            }
            else
            {
                reader.Begin();
            }

            var (connection, names) = (reader.Connection, reader.Names);
            var result = nothing;
            if (names.Teams.Find(connection, team) is { } teamKey && (kind is null ? 0 : names.Kinds.Find(connection, kind)) is { } kindKey)
            {
                result = run(new QueryRunner(connection, names), new RowFilter(teamKey, kind is null ? null : kindKey, filter, includeDeleted, Now));
            }

            reader.End();
            return result;
        });
    }
}
