using System.Diagnostics;

namespace ContactsFunctions.Bench.Http;

/// <summary>Sends requests over some connections at once, each on a thread of its own, and remembers how long each took.</summary>
internal static class Load
{
    /// <summary>Sends <paramref name="requests"/>, shared out evenly; <paramref name="last"/> goes when all are answered, within the time.</summary>
    public static Round Run(ServerProcess server, int clients, IReadOnlyList<byte[]> requests, byte[]? last = null, Action<int, ReadOnlySpan<byte>>? answered = null)
    {
        var ticks = new long[requests.Count];
        var connections = Enumerable.Range(0, clients).Select(_ => new KeepAliveClient(server.Port)).ToList();
        using var ready = new Barrier(clients + 1);
        var next = -1;
        Exception? failure = null;
        var threads = connections.Select(connection => new Thread(() =>
        {
            ready.SignalAndWait();
            try
            {
                for (int i; (i = Interlocked.Increment(ref next)) < requests.Count;)
                {
                    var sent = Stopwatch.GetTimestamp();
                    var answer = connection.Send(requests[i]);
                    ticks[i] = Stopwatch.GetTimestamp() - sent;
                    answered?.Invoke(i, answer);
                }
            }
#pragma warning disable CA1031 // Thrown again where the round was asked for.
            catch (Exception error)
#pragma warning restore CA1031
            {
                failure = error;
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        var processor = server.ProcessorTime;
        ready.SignalAndWait();
        var started = Stopwatch.GetTimestamp();
        threads.ForEach(t => t.Join());
        if (failure is not null)
        {
            throw new InvalidOperationException("A request failed.", failure);
        }

        if (last is not null)
        {
            connections[0].Send(last);
        }

        var took = Stopwatch.GetElapsedTime(started);
        connections.ForEach(c => c.Dispose());
        return new Round(requests.Count, took, server.ProcessorTime - processor, ticks);
    }
}

/// <summary>What one round came to.</summary>
/// <param name="Processor">The server's processor time.</param>
/// <param name="Ticks">Of each request, in units of <see cref="Stopwatch.Frequency"/>.</param>
internal sealed record Round(int Requests, TimeSpan Took, TimeSpan Processor, long[] Ticks)
{
    public double PerSecond => Requests / Took.TotalSeconds;
}
