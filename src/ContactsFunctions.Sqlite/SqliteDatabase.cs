using ContactsFunctions.Sqlite.Database;

namespace ContactsFunctions.Sqlite;

/// <summary>A data file as one process has it open: documents and queues share its writer and its readers. Opened at first use; an opening that fails is tried again by the next.</summary>
public sealed class SqliteDatabase(SqliteStoreOptions options) : IAsyncDisposable, IDisposable
{
    private readonly Lock opening = new();
    private SqliteFile? file;
    private bool disposed;

    internal SqliteStoreOptions Options => options;

    /// <summary>Counts the steps of reading statements when set before first use.</summary>
    internal StepCounter? Steps { get; set; }

    /// <exception cref="Core.Storage.StoreUnavailableException">It cannot be opened now.</exception>
    /// <exception cref="ObjectDisposedException">It was closed.</exception>
    internal SqliteFile File => Volatile.Read(ref file) ?? Open();

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (opening)
        {
            disposed = true;
            Interlocked.Exchange(ref file, null)?.Dispose();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    /// <summary>Reads from the file.</summary>
    internal void Ping() => File.Readers.Use(0, static (reader, _) => reader.Names.Teams.Find(reader.Connection, ""));

    private SqliteFile Open()
    {
        lock (opening)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return file ??= new SqliteFile(options, Steps);
        }
    }
}
