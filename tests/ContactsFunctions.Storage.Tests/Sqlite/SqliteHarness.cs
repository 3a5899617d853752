using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite;
using ContactsFunctions.Storage.Tests.Contract;

namespace ContactsFunctions.Storage.Tests.Sqlite;

/// <summary>A store on a file of its own, deleted afterwards.</summary>
public sealed class SqliteHarness : StoreHarness
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("contacts-sqlite-");
    private readonly ManualClock clock = new();
    private SqliteDocumentStore? store;

    public override IDocumentStore Store => store!;

    public override ValueTask StartAsync()
    {
        store = new SqliteDocumentStore(new SqliteStoreOptions(Path.Combine(folder.FullName, "contacts.db")) { Time = clock });
        return default;
    }

    public override ValueTask AdvanceAsync(TimeSpan time)
    {
        clock.Advance(time);
        return default;
    }

    public override async ValueTask DisposeAsync()
    {
        if (store is not null)
        {
            await store.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }
}
