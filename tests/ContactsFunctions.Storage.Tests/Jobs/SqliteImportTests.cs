using ContactsFunctions.Storage.Tests.Sqlite;
using ContactsFunctions.Tests.Jobs;

namespace ContactsFunctions.Storage.Tests.Jobs;

/// <summary>An import on SQLite while the file is away for one request after the other.</summary>
public sealed class SqliteImportTests : IAsyncDisposable
{
    private readonly SqliteHarness harness = new();

    [Fact]
    public async Task A_store_away_at_any_request_of_an_import_leaves_every_row_done_once()
    {
        await harness.StartAsync();
        var whole = await (await ImportUnderFaults.StartAsync(harness.Store)).RunAsync();
        Assert.InRange(whole, 5, 60);
        for (var at = 1; at <= whole; at++)
        {
            await RunAsync(at, applied: false);
            await RunAsync(at, applied: true);
        }
    }

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    private async Task RunAsync(int at, bool applied)
    {
        var import = await ImportUnderFaults.StartAsync(harness.Store);
        var began = import.Store.Requests;
        if (applied)
        {
            import.Store.After = (number, _) => number - began == at ? throw FaultyStore.Away() : Task.CompletedTask;
        }
        else
        {
            import.Store.Before = (number, _) => number - began == at ? throw FaultyStore.Away() : Task.CompletedTask;
        }

        await import.RunAsync();
        await import.AssertDoneAsync($"away at request {at}{(applied ? ", applied" : "")}");
    }
}
