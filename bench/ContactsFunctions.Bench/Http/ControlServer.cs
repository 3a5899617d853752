using System.Buffers;
using System.Collections.Concurrent;
using SQLitePCL;

namespace ContactsFunctions.Bench.Http;

/// <summary>
/// What LocalHost is measured against: a bare Kestrel endpoint that stores the body it is given, as it is, under a fresh key, or reads one by
/// its key. One prepared statement per request, each insert a commit of its own, with the SQLite settings of LocalHost's store.
/// </summary>
internal static class ControlServer
{
    /// <summary>Serves on a free port, which it prints, until the process is ended.</summary>
    public static async Task RunAsync(string file)
    {
        Batteries_V2.Init();
        var writer = new Table(file);
        var writing = new Lock();
        var readers = new ConcurrentBag<Table>();

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(async context =>
        {
            if (HttpMethods.IsPost(context.Request.Method))
            {
                var key = Guid.CreateVersion7().ToString();
                var body = await ReadAsync(context.Request);
                lock (writing)
                {
                    writer.Insert(key, body);
                }

                context.Response.StatusCode = StatusCodes.Status201Created;
                context.Response.Headers.Location = "/" + key;
                context.Response.ContentLength = 0;
                return;
            }

            var reader = readers.TryTake(out var idle) ? idle : new Table(file);
            var found = reader.Read(context.Request.Path.Value![1..]);
            readers.Add(reader);
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = found.Length;
            await context.Response.Body.WriteAsync(found);
        });
        await app.StartAsync();
        Console.WriteLine($"Control listens on {app.Urls.First()}");
        await app.WaitForShutdownAsync();
    }

    private static async ValueTask<byte[]> ReadAsync(HttpRequest request)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync();
            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>One connection with its two statements.</summary>
    private sealed class Table
    {
        private readonly sqlite3_stmt insert;
        private readonly sqlite3_stmt select;

        public Table(string file)
        {
            Check(raw.sqlite3_open_v2(file, out var db, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null));
            Check(raw.sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=16000; CREATE TABLE IF NOT EXISTS document (id TEXT PRIMARY KEY, body BLOB)"));
            Check(raw.sqlite3_prepare_v2(db, "INSERT INTO document (id, body) VALUES (?1, ?2)", out insert));
            Check(raw.sqlite3_prepare_v2(db, "SELECT body FROM document WHERE id = ?1", out select));
        }

        public void Insert(string key, byte[] body)
        {
            raw.sqlite3_bind_text(insert, 1, key);
            raw.sqlite3_bind_blob(insert, 2, body);
            Check(raw.sqlite3_step(insert), raw.SQLITE_DONE);
            raw.sqlite3_reset(insert);
        }

        public byte[] Read(string key)
        {
            raw.sqlite3_bind_text(select, 1, key);
            Check(raw.sqlite3_step(select), raw.SQLITE_ROW);
            var body = raw.sqlite3_column_blob(select, 0).ToArray();
            raw.sqlite3_reset(select);
            return body;
        }

        private static void Check(int code, int expected = raw.SQLITE_OK)
        {
            if (code != expected)
            {
                throw new InvalidOperationException($"SQLite answered {code}.");
            }
        }
    }
}
