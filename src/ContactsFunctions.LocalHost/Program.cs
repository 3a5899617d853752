using System.Net.Sockets;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.LocalHost;

var (options, error) = LocalOptions.Parse(args);
if (options.Help || error is not null)
{
    return error is null ? Say(Console.Out, LocalOptions.Usage, 0) : Say(Console.Error, $"{error} Try --help.", 2);
}

if (DataFolder.Problem(options.Data) is { } problem)
{
    return Say(Console.Error, problem, 1);
}

await using var app = LocalServer.Build(options);
try
{
    await app.StartAsync();
}
catch (Exception exception) when (exception is IOException or SocketException or InvalidOperationException)
{
    return Say(Console.Error, $"Cannot listen on {options.Urls}: {exception.Message}", 1);
}

try
{
    var key = await app.Services.GetRequiredService<IFirstStart>().EnsureDemoTeamAsync(options.NewKey, app.Lifetime.ApplicationStopping);
    Console.WriteLine(StartBlock.Text(app.Urls, options, key));
}
catch (StoreUnavailableException exception)
{
    return Say(Console.Error, $"The store does not answer: {exception.Message}", 1);
}
catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
{
    // Told to stop while starting: the wait below ends at once.
}

await app.WaitForShutdownAsync();
return 0;

static int Say(TextWriter writer, string text, int exitCode)
{
    writer.WriteLine(text);
    return exitCode;
}
