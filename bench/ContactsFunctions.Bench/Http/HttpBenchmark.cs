using System.Diagnostics;
using System.Globalization;
using System.Text;
using SQLitePCL;

namespace ContactsFunctions.Bench.Http;

/// <summary>LocalHost against the control, over loopback, and what it takes to start and to hold.</summary>
internal sealed class HttpBenchmark : IDisposable
{
    private const int WarmUps = 2;
    private const int Rounds = 4;
    private const int Starts = 7;

    private readonly ServerProcess local = ServerProcess.LocalHost();
    private readonly ServerProcess control = ServerProcess.Control();
    private readonly Requests requests;
    private readonly Requests controlRequests;
    private readonly byte[] flush;
    private readonly string storedJson;
    private readonly string[] ids = new string[10_000];
    private readonly string[] controlKeys = new string[10_000];
    private readonly double residentMegabytes;
    private readonly double peakMegabytes;
    private int numbers;

    private HttpBenchmark()
    {
        requests = new Requests(local.Port, local.Key);
        controlRequests = new Requests(control.Port, "");
        // A filter is answered from index rows, so it waits for those that the creates have put off.
        flush = requests.Page("limit=1&region=nowhere");
        Load.Run(local, 1, [.. requests.Definitions]);
        Load.Run(local, 16, Creates(ids.Length), flush, (i, answer) => ids[i] = Location(answer));
        (residentMegabytes, peakMegabytes) = (local.ResidentMegabytes, local.PeakMegabytes);
        storedJson = StoredJson(local.File);
        Load.Run(control, 16, ControlInserts(controlKeys.Length), null, (i, answer) => controlKeys[i] = Location(answer));
    }

    /// <summary>Runs the rows whose operation holds <paramref name="only"/> and prints them.</summary>
    public static void Run(string only)
    {
        using (var benchmark = new HttpBenchmark())
        {
            Console.WriteLine($"{Environment.NewLine}{Row.Head}");
            foreach (var clients in (int[])[1, 16])
            {
                benchmark.MeasureAll(clients, only);
            }

            Console.WriteLine(Format($"{Environment.NewLine}Resident after 10,000 creates: {benchmark.residentMegabytes:F0} MB (peak {benchmark.peakMegabytes:F0} MB)."));
        }

        var starts = Enumerable.Range(0, Starts).Select(_ => StartMilliseconds()).Order().ToList();
        Console.WriteLine(Format($"Start to first answer, empty folder, {Starts} starts: median {starts[Starts / 2]:F0} ms ({starts[0]:F0} – {starts[^1]:F0} ms)."));
    }

    public void Dispose()
    {
        local.Dispose();
        control.Dispose();
    }

    private void MeasureAll(int clients, string only)
    {
        Measure("create", clients, 2_000, Creates, null, ControlInserts);
        Measure("create, then a filter", clients, 2_000, Creates, flush, ControlInserts);
        Measure("get", clients, 5_000, n => Pick(n, i => requests.Get(ids[i])), null, n => Pick(n, i => controlRequests.ControlRead(controlKeys[i])));
        Measure("patch", clients, 1_000, n => Pick(n, i => requests.Patch(ids[i], numbers++)), flush);
        Measure("upsert, found", clients, 500, n => Pick(n, requests.Upsert), flush);
        Measure("filter page of 25", clients, 500, n => Pick(n, i => requests.Page($"company=Northwind%20Traders%20{i % 500}")));
        Measure("sorted page of 25", clients, 500, n => Pick(n, i => requests.Page("sort=-created_at")));

        void Measure(string operation, int clients, int count, Func<int, List<byte[]>> ours, byte[]? last = null, Func<int, List<byte[]>>? theirs = null)
        {
            if (!operation.Contains(only, StringComparison.Ordinal))
            {
                return;
            }

            var row = new Row(operation, clients, [], []);
            for (var round = -WarmUps; round < Rounds; round++)
            {
                if (round == 0)
                {
                    // The runtime compiles what has become hot when nothing new has run for 100 ms.
                    Thread.Sleep(500);
                }

                Round? control = null;
                if (theirs is not null && round % 2 == 0)
                {
                    control = Load.Run(this.control, clients, theirs(count));
                }

                var mine = Load.Run(local, clients, ours(count), last);
                if (theirs is not null && round % 2 != 0)
                {
                    control = Load.Run(this.control, clients, theirs(count));
                }

                if (round >= 0)
                {
                    row.Ours.Add(mine);
                    if (control is not null)
                    {
                        row.Control.Add(control);
                    }
                }
            }

            Console.WriteLine(row);
        }
    }

    private List<byte[]> Creates(int count) => [.. Enumerable.Range(0, count).Select(_ => requests.Create(numbers++))];

    private List<byte[]> ControlInserts(int count) => [.. Enumerable.Repeat(controlRequests.ControlInsert(storedJson), count)];

    private List<byte[]> Pick(int count, Func<int, byte[]> make) => [.. Enumerable.Range(0, count).Select(_ => make(Random.Shared.Next(ids.Length)))];

    private static double StartMilliseconds()
    {
        using var server = ServerProcess.LocalHost();
        using var client = new KeepAliveClient(server.Port);
        client.Send(new Requests(server.Port, server.Key).Page("limit=1"));
        return Stopwatch.GetElapsedTime(server.Started).TotalMilliseconds;
    }

    /// <summary>The last segment of the answer's Location.</summary>
    private static string Location(ReadOnlySpan<byte> answer)
    {
        var name = "Location: "u8;
        var value = answer[(answer.IndexOf(name) + name.Length)..];
        value = value[..value.IndexOf("\r"u8)];
        return Encoding.ASCII.GetString(value[(value.LastIndexOf((byte)'/') + 1)..]);
    }

    /// <summary>The body of one stored contact: what the control stores and reads too.</summary>
    private static string StoredJson(string file)
    {
        Batteries_V2.Init();
        raw.sqlite3_open_v2(file, out var db, raw.SQLITE_OPEN_READONLY, null);
        using (db)
        {
            raw.sqlite3_prepare_v2(db, "SELECT body FROM document WHERE kind = (SELECT key FROM kind WHERE name = 'contact') LIMIT 1", out var statement);
            using (statement)
            {
                raw.sqlite3_step(statement);
                return Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, 0));
            }
        }
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
