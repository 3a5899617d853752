using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ContactsFunctions.Bench.Http;

/// <summary>A server in a process of its own with a temporary folder, both gone when it is disposed.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private readonly Process process;
    private readonly string folder;

    private ServerProcess(string folder, IEnumerable<string> arguments)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
        Started = Stopwatch.GetTimestamp();
        process = Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", arguments)
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        })!;
        Port = int.Parse(Expect(ListeningLine()), CultureInfo.InvariantCulture);
    }

    /// <summary>The timestamp just before the process was started.</summary>
    public long Started { get; }

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The admin key of team demo, of a LocalHost.</summary>
    public string Key { get; private init; } = "";

    /// <summary>The data file.</summary>
    public string File => Path.Combine(folder, "contacts.db");

    /// <summary>Processor time used so far by all its threads, in steps of 10 ms.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory now, in MB (<c>VmRSS</c> of proc(5)).</summary>
    public double ResidentMegabytes => StatusKilobytes("VmRSS") / 1024;

    /// <summary>The most resident memory so far, in MB (<c>VmHWM</c> of proc(5)).</summary>
    public double PeakMegabytes => StatusKilobytes("VmHWM") / 1024;

    /// <summary>LocalHost as built in Release, on an empty data folder; returns when it has printed its key.</summary>
    public static ServerProcess LocalHost()
    {
        var folder = NewFolder();
        var server = new ServerProcess(folder, [LocalHostDll, "--urls", "http://127.0.0.1:0", "--data", folder]);
        return new ServerProcess(server, server.Expect(KeyLine()));
    }

    /// <summary>The control: this program again.</summary>
    public static ServerProcess Control()
    {
        var folder = NewFolder();
        return new ServerProcess(folder, [typeof(ServerProcess).Assembly.Location, "control", Path.Combine(folder, "contacts.db")]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private ServerProcess(ServerProcess started, string key) => (process, folder, Started, Port, Key) = (started.process, started.folder, started.Started, started.Port, key);

    private static string LocalHostDll
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (root is not null && !System.IO.File.Exists(Path.Combine(root.FullName, "ContactsFunctions.sln")))
            {
                root = root.Parent;
            }

            return Path.Combine(root?.FullName ?? ".", "src", "ContactsFunctions.LocalHost", "bin", "Release", "net10.0", "ContactsFunctions.LocalHost.dll");
        }
    }

    // Beside the program: the folder for temporary files may be memory.
    private static string NewFolder() => Path.Combine(AppContext.BaseDirectory, $"data-{Guid.NewGuid():N}");

    private string Expect(Regex expected)
    {
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (expected.Match(line) is { Success: true } match)
            {
                return match.Groups[1].Value;
            }
        }

        throw new InvalidOperationException("The server ended before it listened; is it built in Release?");
    }

    private double StatusKilobytes(string name) =>
        double.Parse(System.IO.File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"listens on http://127\.0\.0\.1:(\d+)")]
    private static partial Regex ListeningLine();

    [GeneratedRegex(@"admin key\s+(\S+)")]
    private static partial Regex KeyLine();
}
