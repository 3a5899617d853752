using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ContactsFunctions.Api.Tests.Harness;

/// <summary>A LocalHost in a process of its own, on a free port and, unless told otherwise, in a temporary data folder that goes with it.</summary>
public sealed partial class LocalHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Process process = new();
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource<string> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool ownsFolder;

    private LocalHostProcess(LocalHostProcess? beside, IEnumerable<string> arguments)
    {
        ownsFolder = beside is null;
        Folder = beside?.Folder ?? Path.Combine(Path.GetTempPath(), $"contacts-{Guid.NewGuid():N}");
        RootKey = beside?.RootKey ?? RandomNumberGenerator.GetHexString(40, lowercase: true);
        process.StartInfo = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Repository.LocalHostDll, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        process.StartInfo.Environment["Contacts__RootKey"] = RootKey;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
    }

    /// <summary>Whether the tests run LocalHost on Cosmos DB: environment variable <c>CONTACTS_API_STORE=cosmos</c>.</summary>
    public static bool OnCosmos { get; } = Environment.GetEnvironmentVariable("CONTACTS_API_STORE") == "cosmos";

    /// <summary>Where it listens, without a trailing slash.</summary>
    public string BaseUrl { get; private set; } = "";

    /// <summary>The root key it was started with.</summary>
    public string RootKey { get; }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>What it has printed so far, both streams.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>Starts one and waits until it listens.</summary>
    /// <param name="beside">When given: on its data folder and with its root key; it must outlive the new one, dead or alive.</param>
    /// <exception cref="InvalidOperationException">It ended before it listened; the message holds what it printed.</exception>
    public static async Task<LocalHostProcess> StartAsync(LocalHostProcess? beside = null, params string[] arguments)
    {
        var host = new LocalHostProcess(beside, []);
        string[] store = OnCosmos ? ["--store", "cosmos"] : [];
        foreach (var argument in (string[])["--urls", "http://127.0.0.1:0", "--data", host.Folder, .. store, .. arguments])
        {
            host.process.StartInfo.ArgumentList.Add(argument);
        }

        try
        {
            host.Begin();
            var ended = host.process.WaitForExitAsync();
            var first = await Task.WhenAny(host.listening.Task, ended, Task.Delay(StartLimit));
            host.BaseUrl = first == host.listening.Task
                ? await host.listening.Task
                : throw new InvalidOperationException($"LocalHost did not start:{Environment.NewLine}{host.Output}");
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs one with just these arguments until it ends.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        await using var host = new LocalHostProcess(null, arguments);
        host.Begin();
        await host.process.WaitForExitAsync().WaitAsync(StartLimit);
        return (host.process.ExitCode, host.Output);
    }

    /// <summary>SIGKILL: it ends without a last word.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM: returns the exit code and how long it took.</summary>
    public async Task<(int ExitCode, TimeSpan Took)> StopAsync()
    {
        var watch = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(null, null)]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync().WaitAsync(StartLimit);
        return (process.ExitCode, watch.Elapsed);
    }

    /// <summary>Kills it when it still runs, and deletes the data folder that was made for it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
        if (ownsFolder && Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private void Begin()
    {
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Read(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }

        if (ListeningLine().Match(line ?? "") is { Success: true } match)
        {
            listening.TrySetResult(match.Groups[1].Value);
        }
    }

    [GeneratedRegex("listens on (http://[^ ,]+)")]
    private static partial Regex ListeningLine();
}
