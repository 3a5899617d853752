using ContactsFunctions.LocalHost.Routing;
using ContactsFunctions.Sqlite.Queue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactsFunctions.LocalHost.Queues;

/// <summary>
/// Runs the functions that queues start, from when the server listens until it is told to stop. Then running functions are cancelled at
/// once and waited for as long as requests are; a message whose function has not ended by then comes back when its lease is over.
/// </summary>
internal sealed class QueuePump(
    FunctionCatalog catalog, SqliteQueues queues, QueueSettings settings, IServiceProvider services, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<QueuePump> log)
    : IHostedService
{
    private Task running = Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var listeners = catalog.Queue.Select(ListenerOf).ToList();
        lifetime.ApplicationStarted.Register(() => running = Task.WhenAll(listeners.Select(l => Task.Run(() => l.RunAsync(lifetime.ApplicationStopping)))));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken) =>
        await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private QueueListener ListenerOf(QueueFunction function) =>
        new(new QueueTarget(function, () => services.GetRequiredService(function.Method.DeclaringType!)), queues.Named(function.Queue), settings, time, log);
}
