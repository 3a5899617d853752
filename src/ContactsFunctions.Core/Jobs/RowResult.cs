using System.Text.Json;
using ContactsFunctions.Core.Contacts;

namespace ContactsFunctions.Core.Jobs;

/// <summary>What became of a row.</summary>
public enum RowResultKind
{
    /// <summary>It made a contact.</summary>
    Created,

    /// <summary>It changed one.</summary>
    Updated,

    /// <summary>Its contact was left alone.</summary>
    Existing,

    /// <summary>It deleted one.</summary>
    Deleted,

    /// <summary>It was refused.</summary>
    Failed,
}

/// <summary>The result of one row, as it is stored and reported.</summary>
/// <param name="Id">The contact; null when the row made none, or, of a batch, the id as sent.</param>
public sealed record RowResult(int InputIndex, int? Line, string? Id, RowResultKind Kind, ContactError? Error)
{
    /// <summary>The result of a row from the outcome of its change.</summary>
    public static RowResult Of(JobRow row, ContactOutcome outcome) => new(row.InputIndex, row.Line, outcome.ContactId?.ToString() ?? row.ContactId, outcome switch
    {
        ContactOutcome.Created => RowResultKind.Created,
        ContactOutcome.Updated => RowResultKind.Updated,
        ContactOutcome.Existing => RowResultKind.Existing,
        ContactOutcome.Deleted => RowResultKind.Deleted,
        _ => RowResultKind.Failed,
    }, outcome is ContactOutcome.Failed failed ? failed.Error : null);

    /// <summary>Writes the result as it is stored.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("i", InputIndex);
        if (Line is { } line)
        {
            json.WriteNumber("line", line);
        }

        json.WriteString("id", Id);
        json.WriteNumber("kind", (int)Kind);
        if (Error is not null)
        {
            json.WritePropertyName("error");
            WriteError(json, Error);
        }

        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static RowResult Read(JsonElement json) => new(
        json.GetProperty("i").GetInt32(), json.TryGetProperty("line", out var line) ? line.GetInt32() : null, json.GetProperty("id").GetString(),
        (RowResultKind)json.GetProperty("kind").GetInt32(), json.TryGetProperty("error", out var error) ? ReadError(error) : null);

    /// <summary>Writes <c>{code, message, property, value, holder}</c>.</summary>
    public static void WriteError(Utf8JsonWriter json, ContactError error)
    {
        json.WriteStartObject();
        json.WriteString("code", error.Code);
        json.WriteString("message", error.Message);
        json.WriteString("property", error.Property);
        json.WriteString("value", error.Value);
        if (error.Holder is { } holder)
        {
            json.WriteString("holder", holder);
        }

        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="WriteError"/> wrote.</summary>
    public static ContactError ReadError(JsonElement json) => new(json.GetProperty("code").GetString()!, json.GetProperty("message").GetString()!)
    {
        Property = json.GetProperty("property").GetString(),
        Value = json.GetProperty("value").GetString(),
        Holder = json.TryGetProperty("holder", out var holder) ? holder.GetGuid() : null,
    };
}
