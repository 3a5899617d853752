using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Hard;

/// <summary>Who is raced against: the API that all tests share, or two processes on one data folder.</summary>
public sealed class RacingHosts(ApiFixture shared) : IAsyncDisposable
{
    private readonly Lazy<Task<LocalHostProcess[]>> pair = new(StartPairAsync);

    /// <summary>A new team, and a client of it for each process that takes requests.</summary>
    public async Task<ApiClient[]> NewTeamAsync(int processes)
    {
        if (processes == 1)
        {
            return await WarmAsync([(await shared.NewTeamAsync()).Admin]);
        }

        ApiFixture.NeedsOwnProcess();
        var hosts = await pair.Value;
        var team = await ApiFixture.NewTeamAsync(hosts[0]);
        return await WarmAsync([.. hosts.Select(team.Admin.At)]);
    }

    /// <summary>Calls all at one moment, in turn over the clients.</summary>
    public static async Task<ApiAnswer[]> AtOnceAsync(int count, ApiClient[] clients, Func<ApiClient, int, Task<ApiAnswer>> call)
    {
        // Both processes have answered before, so that neither is late for its first request.
        foreach (var client in clients)
        {
            Assert.Equal(200, (await client.Get("/v2/prism/{team}/contact?email=nobody@example.com")).Status);
        }

        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, count).Select(async i =>
        {
            await start.Task;
            return await call(clients[i % clients.Length], i);
        }).ToList();
        start.SetResult();
        return await Task.WhenAll(calls);
    }

    /// <summary>Ends the pair when it was started.</summary>
    public async ValueTask DisposeAsync()
    {
        if (pair.IsValueCreated)
        {
            // The first one owns the folder.
            foreach (var host in (await pair.Value).Reverse())
            {
                await host.DisposeAsync();
            }
        }
    }

    /// <summary>A process's first count on Cosmos DB loads the SDK's query planner, seconds on a busy machine, and may run out of its time.</summary>
    private static async Task<ApiClient[]> WarmAsync(ApiClient[] clients)
    {
        foreach (var client in clients)
        {
            for (var tries = 0; tries < 5 && (await client.Get("/v2/prism/{team}/contact/count")).Status == 503; tries++)
            {
            }
        }

        return clients;
    }

    private static async Task<LocalHostProcess[]> StartPairAsync()
    {
        var first = await LocalHostProcess.StartAsync();
        return [first, await LocalHostProcess.StartAsync(first)];
    }
}
