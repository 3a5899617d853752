using System.Collections.Concurrent;

namespace ContactsFunctions.Sqlite.Querying;

/// <summary>Reading connections, opened when all are in use; as many as ever read at once, up to a limit, are kept.</summary>
internal sealed class ReaderPool(Func<ReadConnection> open) : IDisposable
{
    private const int MostIdle = 16;

    private readonly ConcurrentBag<ReadConnection> idle = [];
    private volatile bool disposed;

    /// <summary>Runs <paramref name="read"/> with a connection of its own. After an exception the connection is not used again.</summary>
    public T Use<TState, T>(TState state, Func<ReadConnection, TState, T> read)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (!idle.TryTake(out var reader))
        {
            reader = open();
        }

        T result;
        try
        {
            result = read(reader, state);
        }
        catch
        {
            reader.Dispose();
            throw;
        }

        Return(reader);
        return result;
    }

    /// <summary>As <see cref="Use"/>, for reads that wait in between.</summary>
    public async ValueTask<T> UseAsync<T>(Func<ReadConnection, ValueTask<T>> read)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (!idle.TryTake(out var reader))
        {
            reader = open();
        }

        T result;
        try
        {
            result = await read(reader);
        }
        catch
        {
            reader.Dispose();
            throw;
        }

        Return(reader);
        return result;
    }

    public void Dispose()
    {
        disposed = true;
        while (idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private void Return(ReadConnection reader)
    {
        if (disposed || idle.Count >= MostIdle)
        {
            reader.Dispose();
            return;
        }

        idle.Add(reader);
    }
}
