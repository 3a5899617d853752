using System.Globalization;
using System.Text.Json;

namespace ContactsFunctions.LocalHost.Queues;

/// <summary>
/// What <c>extensions.queues</c> of host.json says, with the Functions host's defaults for what it leaves out
/// (https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#hostjson-settings).
/// </summary>
internal sealed record QueueSettings
{
    /// <summary>Messages received at once, for each function.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>More are received when no more than this many of a function run.</summary>
    public int NewBatchThreshold { get; init; } = 8;

    /// <summary>Tries before a message goes to the poison queue.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>How long a message that failed waits for its next try.</summary>
    public TimeSpan VisibilityTimeout { get; init; }

    /// <summary>Reads the text of a host.json.</summary>
    /// <exception cref="FormatException">It is no JSON, or a value is none that the Functions host takes.</exception>
    public static QueueSettings Parse(string hostJson)
    {
        try
        {
            using var json = JsonDocument.Parse(hostJson);
            var queues = json.RootElement.TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty("queues", out var section) ? section : default;
            var batchSize = Integer(queues, "batchSize", 1, 32) ?? 16;
            return new QueueSettings
            {
                BatchSize = batchSize,
                NewBatchThreshold = Integer(queues, "newBatchThreshold", 0, int.MaxValue) ?? batchSize / 2,
                MaxDequeueCount = Integer(queues, "maxDequeueCount", 1, int.MaxValue) ?? 5,
                VisibilityTimeout = Span(queues, "visibilityTimeout") ?? TimeSpan.Zero,
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException($"host.json cannot be read: {error.Message}", error);
        }
    }

    private static int? Integer(JsonElement section, string name, int least, int most) =>
        section.ValueKind != JsonValueKind.Object || !section.TryGetProperty(name, out var value) ? null
        : value.TryGetInt32(out var number) && number >= least && number <= most ? number
        : throw new FormatException($"extensions.queues.{name} of host.json must be an integer from {least} to {most}.");

    private static TimeSpan? Span(JsonElement section, string name) =>
        section.ValueKind != JsonValueKind.Object || !section.TryGetProperty(name, out var value) ? null
        : TimeSpan.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero ? span
        : throw new FormatException($"extensions.queues.{name} of host.json must be a time such as 00:00:30.");
}
