using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Http;
using ContactsFunctions.LocalHost.Queues;
using ContactsFunctions.LocalHost.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace ContactsFunctions.LocalHost;

/// <summary>Kestrel with the functions behind it.</summary>
internal static class LocalServer
{
    private const long LargestBody = 200L * 1024 * 1024;

    /// <summary>In-flight requests get this long when the process is told to stop; with the rest of the stop it stays below 5 s.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(4);

    /// <summary>Builds the host; nothing listens yet.</summary>
    public static WebApplication Build(LocalOptions options)
    {
        // Not the working directory: an appsettings.json of whatever project one stands in is none of ours. Nor is its folder watched for changes.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [new("Contacts:RateLimits", "false")] });
        builder.WebHost.UseUrls(options.Urls.Split(';'));
        builder.WebHost.ConfigureKestrel(Limit);
        var started = false;
        builder.AddQuietLogging(() => started);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Drain);

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddStore(options);
        builder.Services.AddSingleton<IFirstStart, DemoTeam>();
        builder.Services.AddContacts(builder.Configuration);
        builder.Services.AddSingleton<IJobProgress, ConsoleProgress>();
        builder.AddFunctions();

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => started = true);
        app.Run(app.Services.GetRequiredService<FunctionRouter>().HandleAsync);
        return app;
    }

    private static void AddFunctions(this WebApplicationBuilder builder)
    {
        var catalog = FunctionCatalog.Of(typeof(LocalServer).Assembly);
        foreach (var type in catalog.Classes)
        {
            builder.Services.AddSingleton(type);
        }

        builder.Services.AddSingleton(catalog);
        builder.Services.AddSingleton<FunctionRouter>();
        builder.Services.AddSingleton(QueueSettings.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json"))));
        builder.Services.AddHostedService<QueuePump>();
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
    }

    /// <summary>Warnings to the error stream. A start that fails is reported by <c>Program</c> in one line, so the framework's own report with its stack trace is left out.</summary>
    private static void AddQuietLogging(this WebApplicationBuilder builder, Func<bool> isStarted)
    {
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddSimpleConsole(console => console.ColorBehavior = LoggerColorBehavior.Disabled);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => isStarted() && level >= LogLevel.Warning);
    }
}
