using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Tests.Meaning;

namespace ContactsFunctions.Tests.Jobs;

/// <summary>A queue in memory: delivery moves the clock to when a message is due; what fails comes back and turns to poison after five tries.</summary>
internal sealed class MessageQueue(FakeTime time) : IJobQueue
{
    private const int MaxDeliveries = 5_000;
    private readonly List<(string Text, DateTimeOffset Due)> waiting = [];

    /// <summary>Every message ever sent, and its delay.</summary>
    public List<(JobMessage Message, TimeSpan Delay)> Sent { get; } = [];

    /// <summary>Messages that failed five times.</summary>
    public List<string> Poison { get; } = [];

    public int Waiting => waiting.Count;

    public ValueTask SendAsync(JobMessage message, TimeSpan delay, CancellationToken cancel)
    {
        Sent.Add((message, delay));
        waiting.Add((message.Write(), time.GetUtcNow() + delay));
        return default;
    }

    public ValueTask PingAsync(CancellationToken cancel) => default;

    /// <summary>Loses every message.</summary>
    public void LoseAll() => waiting.Clear();

    /// <summary>Takes the message that is due next, the clock having moved to that time.</summary>
    public string Take()
    {
        var next = waiting.MinBy(m => m.Due);
        waiting.Remove(next);
        if (next.Due > time.GetUtcNow())
        {
            time.Advance(next.Due - time.GetUtcNow());
        }

        return next.Text;
    }

    /// <summary>Delivers until no message is left, as the Functions host does.</summary>
    public async Task DrainAsync(JobWorker worker, CancellationToken cancel)
    {
        for (var deliveries = 0; waiting.Count > 0; deliveries++)
        {
            Assert.True(deliveries < MaxDeliveries, "The job sends messages for ever.");
            await DeliverAsync(worker, Take(), cancel);
        }
    }

    private async Task DeliverAsync(JobWorker worker, string text, CancellationToken cancel)
    {
        for (var tries = 1; tries <= 5; tries++)
        {
            try
            {
                await worker.RunAsync(text, cancel);
                return;
            }
            catch (InvalidOperationException)
            {
                time.Advance(TimeSpan.FromSeconds(1));
            }
        }

        Poison.Add(text);
        await worker.RunPoisonedAsync(text, cancel);
    }
}
