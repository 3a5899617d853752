using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;
using static ContactsFunctions.Api.Tests.Harness.JobCalls;

namespace ContactsFunctions.Api.Tests.Jobs;

/// <summary>
/// An import of 20,000 rows whose process is killed: most rows create, some update contacts that a user edits meanwhile. Whatever the moment,
/// the file and the user must both have their way once the job is complete.
/// </summary>
internal sealed class KilledImport(int updates)
{
    private const int Rows = 20_000;
    private readonly Dictionary<int, string> users = [];
    private readonly HashSet<int> early = [];
    private readonly HashSet<int> unsure = [];
    private IReadOnlyList<string> ids = [];

    /// <summary>Runs it on a process that is started here, kills that once, and looks at what the next one makes of it.</summary>
    public async Task RunAsync()
    {
        await using var first = await LocalHostProcess.StartAsync();
        var api = (await ApiFixture.NewTeamAsync(first)).Member;
        await MakeExistingAsync(api);
        var every = updates == 0 ? Rows + 1 : Rows / updates;
        bool IsUpdate(int i) => i % every == every - 1;
        var accepted = await Expect.Status(202, api.ImportCsv(
            "external_id,email,company\n" + Lines(Rows, i => IsUpdate(i) ? $"u{i / every},,file" : $"n{i},n{i}@host.example,file"), "dedupe_by=external_id&update_existing=true"));
        var id = accepted["job_id"].ToString()!;

        var killAt = Random.Shared.Next(Rows * 9 / 10);
        using (var stop = new CancellationTokenSource())
        {
            var editing = EditAsync(api, stop.Token);
            await api.Reached(id, job => job["processed"].Int >= killAt);
            await Task.Delay(Random.Shared.Next(30), TestContext.Current.CancellationToken);
            await first.KillAsync();
            await stop.CancelAsync();
            await editing;
        }

        await using var second = await LocalHostProcess.StartAsync(first);
        api = api.At(second);
        var left = await Expect.Status(200, api.Job(id, "results=none"));
        Assert.True(left["processed"].Int >= killAt, $"Killed behind {killAt} rows, and then: {left}");
        ApiAnswer done;
        using (var stop = new CancellationTokenSource())
        {
            var editing = EditAsync(api, stop.Token);
            done = await api.Finished(id);
            await stop.CancelAsync();
            await editing;
        }

        Assert.Equal((Rows - updates, updates, 0, 0, 0), (done["created"].Int, done["updated"].Int, done["existing"].Int, done["failed"].Int, done["cancelled"].Int));
        await AssertRowsAsync(api, done, IsUpdate, every);
        await AssertUsersAsync(api);
        Assert.Equal(1, await api.JobCount() - (updates == 0 ? 0 : 1));
    }

    private async Task MakeExistingAsync(ApiClient api)
    {
        if (updates > 0)
        {
            var made = await api.Finished(api.ImportCsv("external_id,company,city\n" + Lines(updates, i => $"u{i},before,before")));
            ids = [.. made["results"].Select(r => r["id"].ToString()!)];
        }
    }

    /// <summary>Edits what the file writes only where it has been written already, and elsewhere what the file leaves alone.</summary>
    private async Task EditAsync(ApiClient api, CancellationToken stop)
    {
        while (ids.Count > 0 && !stop.IsCancellationRequested)
        {
            var number = Random.Shared.Next(ids.Count);
            var (done, value) = (false, Guid.NewGuid().ToString());
            try
            {
                var behind = (await api.Values(ids[number]))["company"] != "before";
                var changed = await Expect.Status(200, api.Change(ids[number], behind ? $$"""{"company":"{{value}}"}""" : """{"city":"user"}"""));
                done = true;
                Assert.True(behind || changed["default"]["city"] == "user", changed.ToString());
                if (behind)
                {
                    users[number] = value;
                }
                else
                {
                    early.Add(number);
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException && !done)
            {
                // The process is dead; whether this edit has taken effect is not known.
                unsure.Add(number);
                return;
            }
        }
    }

    private static async Task AssertRowsAsync(ApiClient api, ApiAnswer first, Func<int, bool> isUpdate, int every)
    {
        var second = await Expect.Status(200, api.Job(first["job_id"]!, "cursor=" + Uri.EscapeDataString(first["next_cursor"]!)));
        var results = first["results"].Concat(second["results"]).ToList();
        Assert.Equal(Enumerable.Range(0, Rows), results.Select(r => r["input_index"].Int));
        Assert.Equal(Rows, results.Select(r => r["id"].ToString()).Distinct().Count());
        Assert.All(results, (r, i) => Assert.Equal((!isUpdate(i), isUpdate(i)), (r["created"].Bool, r["updated"].Bool)));
        Assert.Equal(
            Enumerable.Range(0, Rows).Select(i => isUpdate(i) ? $"u{i / every}" : $"n{i}").Order(StringComparer.Ordinal),
            (await api.Column("external_id")).Order(StringComparer.Ordinal));
        foreach (var i in Enumerable.Range(0, 20).Select(_ => Random.Shared.Next(Rows)).Where(i => !isUpdate(i)))
        {
            Assert.Equal(results[i]["id"].ToString(), (await Expect.Problem(409, "unique_value_taken", api.Create($$"""{"email":"n{{i}}@host.example"}""")))["holder"]);
        }
    }

    private async Task AssertUsersAsync(ApiClient api)
    {
        Assert.True(updates == 0 || users.Count > 0, "The user edited nothing behind the file.");
        for (var i = 0; i < ids.Count; i++)
        {
            if (users.ContainsKey(i) || early.Contains(i) || i % 20 == 0)
            {
                var values = await api.Values(ids[i]);
                Assert.True(unsure.Contains(i) || values["company"] == users.GetValueOrDefault(i, "file"), $"{i} has {values}, the user wrote {users.GetValueOrDefault(i)}.");
                Assert.True(values["city"] == (early.Contains(i) ? "user" : "before") || unsure.Contains(i), $"{i} has {values}.");
            }
        }
    }
}
