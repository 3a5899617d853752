using System.Text;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite;
using ContactsFunctions.Sqlite.Database;

namespace ContactsFunctions.Storage.Tests.Sqlite;

/// <summary>Files of their own, what is open on them, and a look at the rows behind them.</summary>
public abstract class SqliteFileTests : IDisposable
{
    protected const string Team = "team";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("contacts-sqlite-");
    private readonly List<IDisposable> opened = [];

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal ManualClock Clock { get; } = new();

    internal SqliteStoreOptions Options => new(Path.Combine(folder.FullName, "contacts.db")) { Time = Clock };

    public void Dispose()
    {
        opened.ForEach(o => o.Dispose());
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    internal SqliteDocumentStore Open(SqliteStoreOptions? options = null, StepCounter? steps = null)
    {
        var store = new SqliteDocumentStore(options ?? Options) { Steps = steps };
        opened.Add(store);
        return store;
    }

    internal SqliteDatabase OpenDatabase(SqliteStoreOptions? options = null)
    {
        var database = new SqliteDatabase(options ?? Options);
        opened.Add(database);
        return database;
    }

    internal long Number(string sql)
    {
        using var connection = new SqliteConnection(Options, 1_000, null);
        var statement = connection.Statement(sql);
        statement.Step();
        return statement.Int64(0);
    }

    internal static Document Person(string id, string city, TimeSpan? ttl = null) =>
        new(id, "contact", Encoding.UTF8.GetBytes("""{"v":1}"""))
        {
            Index = new DocumentIndex(null, [new SearchField("city", false, [IndexValue.Of(city)])], [new SortField("city", SortKey.Of(city, id))]),
            TimeToLive = ttl,
        };

    internal static async Task<CommitResult> WriteAsync(IDocumentStore store, string team, params DocumentWrite[] writes) =>
        await store.CommitAsync(team, new Commit(Commit.NewId(), writes), Cancel);

    internal static Task<CommitResult> CreateAsync(IDocumentStore store, params Document[] documents) =>
        WriteAsync(store, Team, [.. documents.Select(d => new DocumentWrite.Create(d))]);

    internal static async Task<string> InCityAsync(IDocumentStore store, string city, string team = Team) =>
        string.Join(' ', (await store.QueryAsync(team, "contact", new DocumentQuery(50) { Filter = new Filter.In(new("city", false), [IndexValue.Of(city)]) }, Cancel)).Select(r => r.Id));
}
