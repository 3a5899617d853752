using System.Collections.Concurrent;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Sqlite.Writing;

/// <summary>
/// One writer at a time, which takes everything that waits into one transaction. The first request that finds nobody writing is written on
/// its caller's own thread, so that a lone client pays no change of threads; who comes meanwhile waits for the next transaction.
/// </summary>
internal sealed class WriteQueue(DocumentWriter writer) : IThreadPoolWorkItem
{
    private const int LargestBatch = 256;

    private readonly ConcurrentQueue<WriteRequest> waiting = new();
    private readonly List<WriteRequest> batch = [];
    private int writing;
    private volatile bool closed;

    public Task<T> RunAsync<T>(WriteRequest<T> request)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        waiting.Enqueue(request);
        if (Interlocked.CompareExchange(ref writing, 1, 0) == 0)
        {
            WriteOnce();
            Release();
        }
        else if (closed)
        {
            RefuseWaiting();
        }

        return request.Answer;
    }

    /// <summary>Waits until nothing is written any more, and refuses what comes later.</summary>
    public void Close()
    {
        closed = true;
        SpinWait.SpinUntil(() => waiting.IsEmpty && Interlocked.CompareExchange(ref writing, 1, 0) == 0);
        RefuseWaiting();
    }

    /// <summary>Goes on with what came while another was writing.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        WriteOnce();
        Release();
    }

    private void RefuseWaiting()
    {
        while (waiting.TryDequeue(out var request))
        {
            request.Fail(new ObjectDisposedException(nameof(SqliteDocumentStore)));
        }
    }

    private void Release()
    {
        if (!waiting.IsEmpty)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return;
        }

        Volatile.Write(ref writing, 0);
        if (!waiting.IsEmpty && Interlocked.CompareExchange(ref writing, 1, 0) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private void WriteOnce()
    {
        batch.Clear();
        while (batch.Count < LargestBatch && waiting.TryDequeue(out var request))
        {
            batch.Add(request);
        }

        try
        {
            Write(batch);
        }
        catch (Exception e) when (batch.Count > 1 && e is not StoreUnavailableException)
        {
            // One request has a bug; the others must not share it.
            foreach (var request in batch)
            {
                WriteAlone(request);
            }
        }
        catch (Exception e)
        {
            batch.ForEach(request => request.Fail(e));
        }
    }

    private void WriteAlone(WriteRequest request)
    {
        try
        {
            Write([request]);
        }
        catch (Exception e)
        {
            request.Fail(e);
        }
    }

    private void Write(List<WriteRequest> requests)
    {
        if (requests.Count == 0)
        {
            return;
        }

        writer.Begin();
        try
        {
            foreach (var request in requests)
            {
                request.Apply(writer);
            }

            writer.Commit();
        }
        catch
        {
            writer.RollBack();
            throw;
        }

        foreach (var request in requests)
        {
            request.Complete();
        }
    }
}
