using System.Net.Sockets;
using System.Text.RegularExpressions;
using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests;

public sealed partial class ProcessTests
{
    [Fact]
    public async Task A_termination_signal_stops_it_cleanly_within_five_seconds_though_a_request_hangs()
    {
        ApiFixture.NeedsOwnProcess();
        await using var host = await LocalHostProcess.StartAsync();
        var team = await ApiFixture.NewTeamAsync(host);
        using var hanging = await BeginPostAsync(host, $"/v2/prism/{team.Id}/contact", team.Admin.Key!);

        var (exitCode, took) = await host.StopAsync();

        Assert.Equal(0, exitCode);
        Assert.True(took < TimeSpan.FromSeconds(5), $"It took {took}.");
    }

    [Fact]
    public async Task A_port_in_use_is_one_line_and_exit_code_1()
    {
        ApiFixture.NeedsOwnProcess();
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        using var folder = new TemporaryFolder();

        var (exitCode, output) = await LocalHostProcess.RunAsync("--urls", $"http://{taken.LocalEndpoint}", "--data", folder.Path);

        Assert.Equal(1, exitCode);
        Assert.Contains("address already in use", Assert.Single(Lines(output)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_one_line_and_exit_code_1()
    {
        ApiFixture.NeedsOwnProcess();
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var (exitCode, output) = await LocalHostProcess.RunAsync("--urls", "http://127.0.0.1:0", "--data", Path.Combine(file, "data"));

        Assert.Equal(1, exitCode);
        Assert.Contains("cannot be written", Assert.Single(Lines(output)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--bogus")]
    [InlineData("--store", "oracle")]
    [InlineData("--urls", "https://127.0.0.1:0")]
    [InlineData("--data")]
    [InlineData("stray")]
    public async Task An_option_it_does_not_know_is_one_line_and_exit_code_2(params string[] arguments)
    {
        ApiFixture.NeedsOwnProcess();

        var (exitCode, output) = await LocalHostProcess.RunAsync(arguments);

        Assert.Equal(2, exitCode);
        Assert.Contains(arguments[0], Assert.Single(Lines(output)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_start_prints_a_key_that_works_and_later_starts_say_so()
    {
        ApiFixture.NeedsOwnProcess();
        Assert.SkipWhen(LocalHostProcess.OnCosmos, "Team demo is shared by every process on this database.");
        await using var first = await LocalHostProcess.StartAsync();
        await first.StopAsync();
        await using var second = await LocalHostProcess.StartAsync(first);
        await second.StopAsync();
        await using var third = await LocalHostProcess.StartAsync(first, "--new-key");

        var key = KeyIn(first.Output);
        var api = new ApiClient(third.BaseUrl, "demo", key);
        Assert.Equal(201, (await api.Post("/v2/prism/{team}/contact", """{"default":{"full_name":"Ada Lovelace"}}""")).Status);
        Assert.Contains($"curl -i {first.BaseUrl}/v2/prism/demo/contact", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ck_", second.Output, StringComparison.Ordinal);
        Assert.Contains("--new-key", second.Output, StringComparison.Ordinal);

        // The line after the one that the harness waits for need not have arrived yet.
        await third.StopAsync();
        Assert.NotEqual(key, KeyIn(third.Output));
    }

    /// <summary>A request whose body never ends.</summary>
    private static async Task<TcpClient> BeginPostAsync(LocalHostProcess host, string path, string key)
    {
        var cancel = TestContext.Current.CancellationToken;
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", new Uri(host.BaseUrl).Port, cancel);
        await client.GetStream().WriteAsync(
            System.Text.Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: x\r\nx-api-key: {key}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"), cancel);
        return client;
    }

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string KeyIn(string output) => KeyPattern().Match(output) is { Success: true } match ? match.Value : throw new InvalidOperationException($"No key in: {output}");

    [GeneratedRegex("ck_demo_[A-Za-z0-9_-]+")]
    private static partial Regex KeyPattern();

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("contacts-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
