using System.Text.Json;

namespace ContactsFunctions.Core.Jobs;

/// <summary>Says that a job has rows left: <c>{"team", "job", "delay"}</c>.</summary>
/// <param name="Delay">Seconds that the last try waited for a store that was away; 0 when it was not.</param>
public sealed record JobMessage(string Team, string Job, int Delay)
{
    /// <summary>The text of the message.</summary>
    public string Write() => System.Text.Encoding.UTF8.GetString(Core.Json.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("team", Team);
        json.WriteString("job", Job);
        json.WriteNumber("delay", Delay);
        json.WriteEndObject();
    }));

    /// <summary>Reads what <see cref="Write"/> wrote; null when it is something else.</summary>
    public static JobMessage? Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            return new JobMessage(root.GetProperty("team").GetString()!, root.GetProperty("job").GetString()!, root.GetProperty("delay").GetInt32());
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
