using System.Collections.Concurrent;

namespace ContactsFunctions.Sqlite.Queue;

/// <summary>The queues of a data file. A queue needs no making.</summary>
public sealed class SqliteQueues(SqliteDatabase database)
{
    /// <summary>Ends the name of the queue that takes the messages of another that failed too often.</summary>
    public const string PoisonSuffix = "-poison";

    private readonly ConcurrentDictionary<string, SqliteQueue> queues = new(StringComparer.Ordinal);

    internal SqliteDatabase Database => database;

    /// <summary>The queue of this name; one object for the process, so that who waits sees what others send.</summary>
    public SqliteQueue Named(string name) => queues.GetOrAdd(name, static (name, all) => new SqliteQueue(all, name), this);
}
