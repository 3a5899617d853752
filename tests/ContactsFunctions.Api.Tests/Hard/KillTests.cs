using System.Collections.Concurrent;
using System.Globalization;
using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Hard;

/// <summary>A process that is killed at any moment has kept every write that it answered, whole.</summary>
public sealed class KillTests
{
    private const int Kills = 100;
    private const int Clients = 4;
    private const string Contacts = "/v2/prism/{team}/contact";

    [Fact]
    public async Task Every_answered_write_is_there_after_a_kill_at_any_moment_in_100_tries()
    {
        ApiFixture.NeedsOwnProcess();
        Assert.SkipWhen(LocalHostProcess.OnCosmos, "What a kill leaves behind is up to the file on SQLite; a database elsewhere keeps what it answered.");
        await using var first = await LocalHostProcess.StartAsync();
        var api = (await ApiFixture.NewTeamAsync(first)).Admin;
        var defined = await api.Post($"{Contacts}/properties", """{"slug":"step","label":"Step","type":"NUMBER"}""");
        Assert.Equal(201, defined.Status);
        var clients = await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => WritingClient.StartAsync(api, i)));
        var contacts = Clients;

        var host = first;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var dead = new CancellationTokenSource();
            var running = clients.Select(c => c.WriteUntilAsync(api, dead.Token)).ToList();
            await Task.Delay(Random.Shared.Next(150), TestContext.Current.CancellationToken);
            await host.KillAsync();
            await dead.CancelAsync();
            await Task.WhenAll(running);
            if (host != first)
            {
                await host.DisposeAsync();
            }

            host = await LocalHostProcess.StartAsync(first);
            api = api.At(host);
            await Task.WhenAll(clients.Select(c => c.AssertKeptAsync(api)));
            contacts = Clients + clients.Sum(c => c.Created);
            Assert.Equal(contacts, (await api.Get($"{Contacts}/count"))["total"].Int);
        }

        foreach (var client in clients)
        {
            await client.AssertAllAsync(api);
        }

        await host.DisposeAsync();

        // Else the kills came too early or too late to show anything.
        Assert.True(contacts > 3 * Kills, $"Only {contacts} contacts.");
        Assert.True(clients.Sum(c => c.Interrupted) > Kills, $"Only {clients.Sum(c => c.Interrupted)} requests were interrupted.");
    }

    /// <summary>Creates contacts with unique values and changes one contact of its own over and over, and remembers what was answered.</summary>
    private sealed class WritingClient(int number, string patched)
    {
        private readonly ConcurrentDictionary<int, string> answered = [];
        private readonly List<int> fresh = [];
        private int step;
        private int create;
        private bool createPending;
        private bool patchPending;

        public int Created => answered.Count;

        public int Interrupted { get; private set; }

        public static async Task<WritingClient> StartAsync(ApiClient api, int number)
        {
            var made = await api.Post(Contacts, $$$"""{"default":{"external_id":"patched-{{{number}}}","step":0}}""");
            Assert.Equal(201, made.Status);
            return new WritingClient(number, made["id"]!);
        }

        public async Task WriteUntilAsync(ApiClient api, CancellationToken dead)
        {
            fresh.Clear();
            try
            {
                while (!dead.IsCancellationRequested)
                {
                    createPending = true;
                    await CreateAsync(api);
                    patchPending = true;
                    var patch = await api.Patch($"{Contacts}/{patched}", $$$"""{"default":{"step":{{{step + 1}}}}}""");
                    Assert.True(patch.Status == 200, patch.ToString());
                    step++;
                    patchPending = false;
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                Interrupted++;
            }
        }

        /// <summary>After a restart: what was answered is there, what was not happened whole or not at all, and doing that again makes nothing twice.</summary>
        public async Task AssertKeptAsync(ApiClient api)
        {
            var kept = await api.Get($"{Contacts}/{patched}");
            var shown = kept["default"]["step"].Int;
            Assert.InRange(shown, step, patchPending ? step + 1 : step);
            step = shown;
            patchPending = false;
            Assert.Equal(patched, Assert.Single((await api.Get($"{Contacts}?step={step}&external_id=patched-{number}"))["data"])["id"]);
            foreach (var index in fresh.TakeLast(3))
            {
                await AssertFoundAsync(api, index);
            }

            if (createPending)
            {
                var index = create;
                var there = await api.Get($"{Contacts}/by/email/{EmailOf(index)}");
                var id = await CreateAsync(api);
                Assert.True(there.Status == 404 || there["id"] == id, $"{there} but {id}");
                await AssertFoundAsync(api, index);
            }
        }

        /// <summary>At the end: everything that was ever answered, by pages of a filter.</summary>
        public async Task AssertAllAsync(ApiClient api)
        {
            var found = new Dictionary<int, string>();
            for (string? cursor = ""; cursor is not null;)
            {
                var page = await api.Get($"{Contacts}?company=client-{number}&limit=50&select=external_id{cursor}");
                Assert.Equal(200, page.Status);
                foreach (var row in page["data"])
                {
                    found.Add(int.Parse(row["properties"]["external_id"].ToString()!.Split('-')[1], CultureInfo.InvariantCulture), row["id"]!);
                }

                cursor = page["next_cursor"].ToString() is { } next ? "&cursor=" + next : null;
            }

            Assert.Equal(answered.OrderBy(a => a.Key), found.OrderBy(f => f.Key));
        }

        private async Task<string> CreateAsync(ApiClient api)
        {
            var made = await api.With("Idempotency-Key", $"{number}-{create}").Post(Contacts, $$$"""{"default":{"email":"{{{EmailOf(create)}}}","external_id":"{{{number}}}-{{{create}}}","company":"client-{{{number}}}"}}""");
            Assert.True(made.Status == 201, made.ToString());
            answered[create] = made["id"]!;
            fresh.Add(create);
            createPending = false;
            create++;
            return made["id"]!;
        }

        private async Task AssertFoundAsync(ApiClient api, int index)
        {
            var id = answered[index];
            Assert.Equal(EmailOf(index), (await api.Get($"{Contacts}/{id}"))["default"]["email"]);
            Assert.Equal(id, (await api.Get($"{Contacts}/by/external_id/{number}-{index}"))["id"]);
            var again = await api.Post(Contacts, $$$"""{"default":{"email":"{{{EmailOf(index)}}}"}}""");
            Assert.Equal((409, id), (again.Status, again["holder"].ToString()));
        }

        private string EmailOf(int index) => $"c{number}.{index}@example.com";
    }
}
