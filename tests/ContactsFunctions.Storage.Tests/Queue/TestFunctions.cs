using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Storage.Tests.Queue;

/// <summary>Functions that the pump finds by their attributes, and that do what a test says.</summary>
public sealed class TestFunctions
{
    private readonly ConcurrentQueue<(string Function, string Message)> runs = new();

    /// <summary>What <c>Work</c> does.</summary>
    public Func<string, CancellationToken, Task> OnWork { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What <c>Poisoned</c> does.</summary>
    public Func<string, CancellationToken, Task> OnPoisoned { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>The calls so far, in the order in which they began.</summary>
    public IReadOnlyList<(string Function, string Message)> Runs => [.. runs];

    [Function("Work")]
    public Task Work([QueueTrigger("work")] string message, CancellationToken cancel)
    {
        runs.Enqueue(("Work", message));
        return OnWork(message, cancel);
    }

    [Function("Poisoned")]
    public Task Poisoned(CancellationToken cancel, [QueueTrigger("work-poison")] string message)
    {
        runs.Enqueue(("Poisoned", message));
        return OnPoisoned(message, cancel);
    }
}
