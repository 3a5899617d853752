using System.Diagnostics;
using System.Globalization;

namespace ContactsFunctions.Api.Tests.Harness;

/// <summary>Prism's operations on jobs by name.</summary>
internal static class JobCalls
{
    /// <summary>The path of the jobs.</summary>
    public const string Imports = "/v2/prism/{team}/imports";

    // The lease of a killed runner's message is 30 s, and its first message is a minute late.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>A client that asks not to wait.</summary>
    public static ApiClient Async(this ApiClient api) => api.With("Prefer", "respond-async");

    /// <summary>GET of a job.</summary>
    public static Task<ApiAnswer> Job(this ApiClient api, string id, string query = "") => api.Get($"{Imports}/{id}?{query}");

    /// <summary>The job's document, without results, as soon as <paramref name="reached"/> holds of it. Its counts must add up and grow until then.</summary>
    public static async Task<ApiAnswer> Reached(this ApiClient api, string id, Func<ApiAnswer, bool> reached)
    {
        var watch = Stopwatch.StartNew();
        for (var processed = 0; ;)
        {
            var job = await Expect.Status(200, api.Job(id, "results=none"));
            Assert.InRange(job["processed"].Int, processed, job["total"].Int);
            Assert.Equal(job["processed"].Int, job["succeeded"].Int + job["failed"].Int);
            processed = job["processed"].Int;
            if (reached(job))
            {
                return job;
            }

            Assert.True(watch.Elapsed < Limit, $"Not after {watch.Elapsed}: {job}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The job that was accepted with a 202, when it is complete.</summary>
    public static async Task<ApiAnswer> Finished(this ApiClient api, Task<ApiAnswer> accepted, string query = "") =>
        await api.Finished((await Expect.Status(202, accepted))["job_id"]!, query);

    /// <summary>The job when it is complete; the counts of an import then add up.</summary>
    public static async Task<ApiAnswer> Finished(this ApiClient api, string id, string query = "")
    {
        await api.Reached(id, job => job["status"] != "processing");
        var done = await Expect.Status(200, api.Job(id, query));
        Assert.Equal("complete", done["status"]);
        Assert.Null(done.Header("Retry-After"));
        Assert.Equal(done["total"].Int, done["processed"].Int + done["cancelled"].Int);
        if (done["kind"] == "import")
        {
            Assert.Equal(done["succeeded"].Int, done["created"].Int + done["updated"].Int + done["existing"].Int);
        }

        return done;
    }

    /// <summary>How many contacts the team has.</summary>
    public static async Task<int> Total(this ApiClient api) => (await Expect.Status(200, api.Get(ContactCalls.Contacts + "/count")))["total"].Int;

    /// <summary>How many jobs the team has, up to a page.</summary>
    public static async Task<int> JobCount(this ApiClient api) => (await Expect.Status(200, api.Get(Imports + "?limit=50")))["data"].Count;

    /// <summary>Numbered lines one below the other, each ended.</summary>
    public static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));

    /// <summary>A JSON list of numbered elements.</summary>
    public static string List(int count, Func<int, string> element) => "[" + string.Join(',', Enumerable.Range(0, count).Select(element)) + "]";

    /// <summary>A column of all contacts, or of those that a filter keeps, by pages of an export.</summary>
    public static async Task<IReadOnlyList<string>> Column(this ApiClient api, string slug, string filter = "")
    {
        var cells = new List<string>();
        for (string? path = $"{ContactCalls.Contacts}/export?format=csv&select={slug}&{filter}"; path is not null;)
        {
            var page = await Expect.Status(200, api.Get(path));
            cells.AddRange(page.Text.Split("\r\n").Skip(1).SkipLast(1));
            path = page.Header("Link")?.Split('<', '>')[1];
        }

        return cells;
    }

    /// <summary>A number as it stands in a text.</summary>
    public static string Text(this int number) => number.ToString(CultureInfo.InvariantCulture);
}
