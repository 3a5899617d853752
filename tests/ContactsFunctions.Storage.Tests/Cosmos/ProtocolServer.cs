using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContactsFunctions.Storage.Tests.Cosmos;

/// <summary>The controls of the protocol server: faults, request counts, the clock. Other servers have none, and the test is skipped.</summary>
internal static class ProtocolServer
{
    private static readonly HttpClient Http = new();

    /// <summary>Adds a rule for this run's database, in the words of the server's README.</summary>
    public static Task FaultAsync(JsonObject rule)
    {
        rule["pathContains"] = CosmosUnderTest.Options.Database;
        return SendAsync(HttpMethod.Post, "_faults", rule);
    }

    public static async Task ClearFaultsAsync()
    {
        using var answer = await Http.DeleteAsync(new Uri((await CosmosUnderTest.ClientAsync()).Endpoint, "_faults"));
    }

    public static Task AdvanceClockAsync(TimeSpan time) => SendAsync(HttpMethod.Post, "_clock", new JsonObject { ["advanceSeconds"] = time.TotalSeconds });

    public static Task ResetStatsAsync() => SendAsync(HttpMethod.Post, "_stats/reset");

    public static Task<JsonElement> StatsAsync() => SendAsync(HttpMethod.Get, "_stats");

    private static async Task<JsonElement> SendAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        var client = await CosmosUnderTest.ClientAsync();
        using var request = new HttpRequestMessage(method, new Uri(client.Endpoint, path));
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.SkipUnless(response.IsSuccessStatusCode, $"{client.Endpoint} is not the protocol server: it has no {path}.");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }
}
