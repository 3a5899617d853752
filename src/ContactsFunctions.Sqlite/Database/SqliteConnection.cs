using System.Diagnostics;
using SQLitePCL;

namespace ContactsFunctions.Sqlite.Database;

/// <summary>One connection, for one thread at a time. A statement is prepared once and kept under its text.</summary>
internal sealed class SqliteConnection : IDisposable
{
    private readonly SqliteStoreOptions options;
    private readonly sqlite3 db;
    private readonly Dictionary<string, SqliteStatement> statements = new(StringComparer.Ordinal);

    static SqliteConnection() => Batteries_V2.Init();

    public SqliteConnection(SqliteStoreOptions options, int cacheKilobytes, StepCounter? steps)
    {
        this.options = options;
        Steps = steps;
        var code = raw.sqlite3_open_v2(options.Path, out db, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null);
        try
        {
            Check(code);
            raw.sqlite3_extended_result_codes(db, 1);
            Execute("PRAGMA journal_mode=WAL");
            Execute($"PRAGMA synchronous={(options.Synchronous == SqliteSynchronous.Full ? "FULL" : "NORMAL")}");
            Execute($"PRAGMA cache_size=-{cacheKilobytes}");
            Execute("PRAGMA temp_store=MEMORY");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public StepCounter? Steps { get; }

    public long LastInsertRowId => raw.sqlite3_last_insert_rowid(db);

    public bool InTransaction => raw.sqlite3_get_autocommit(db) == 0;

    public SqliteStatement Statement(string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v3(db, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle));
            statements.Add(sql, statement = new SqliteStatement(this, handle));
        }

        return statement;
    }

    /// <summary>Runs a statement without parameters, kept for the next time.</summary>
    public void Run(string sql) => Statement(sql).Run();

    /// <summary>Runs any number of statements once.</summary>
    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(db, sql);
        Check(IsBusy(code) ? Retry(() => raw.sqlite3_exec(db, sql)) : code);
    }

    public static bool IsBusy(int code) => (code & 0xff) == raw.SQLITE_BUSY;

    /// <summary>
    /// Tries every millisecond while another connection is in the way, up to <see cref="SqliteStoreOptions.BusyTimeout"/>. SQLite's own waiting
    /// (<c>busy_timeout</c>) is not used: the library of the pinned package is built without usleep and sleeps whole seconds.
    /// </summary>
    public int Retry(Func<int> attempt)
    {
        var started = Stopwatch.GetTimestamp();
        int code;
        do
        {
            Thread.Sleep(1);
            code = attempt();
        }
        while (IsBusy(code) && Stopwatch.GetElapsedTime(started) < options.BusyTimeout);
        return code;
    }

    public void RollBack()
    {
        if (InTransaction)
        {
            raw.sqlite3_exec(db, "ROLLBACK");
        }
    }

    public void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw SqliteException.From(code, raw.sqlite3_errmsg(db).utf8_to_string());
        }
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
        {
            statement.Dispose();
        }

        statements.Clear();
        db.Dispose();
    }
}
