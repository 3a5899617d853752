using System.Text.Json;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Jobs;

/// <summary>One row of a job's input: values to write, a contact to change or delete, or why the row cannot be taken.</summary>
/// <param name="InputIndex">From 0.</param>
/// <param name="Line">The physical line where the row begins, for text inputs.</param>
public sealed record JobRow(int InputIndex, int? Line)
{
    /// <summary>The values of the row.</summary>
    public ContactValuesInput Values { get; init; } = ContactValuesInput.Empty;

    /// <summary>The contact of a batch's item as it was sent.</summary>
    public string? ContactId { get; init; }

    /// <summary>The version that a batch's item is about.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Why the row cannot be taken.</summary>
    public ContactError? Error { get; init; }

    /// <summary>The original fields of a row that cannot be taken, for the errors file.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>What the row asks for.</summary>
    public ContactChange ToChange(Job job)
    {
        if (Error is not null)
        {
            return new ContactChange.Refused(Error);
        }

        if (job.Kind != JobKind.Import)
        {
            return !Guid.TryParseExact(ContactId, "D", out var id) ? new ContactChange.Refused(new ContactError(ContactErrors.NotFound, "The item's 'id' is not the UUID of a contact."))
                : job.Kind == JobKind.BatchDelete ? new ContactChange.Delete(id)
                : new ContactChange.Update(id, Values, IfMatch);
        }

        var origin = new ContactOrigin("import", job.Id);
        var values = Values with { Join = job.Options.ListId };
        if (values.Default.All(v => v.Value.IsAbsent) && values.Lists.Count == 0)
        {
            return new ContactChange.Refused(new ContactError(ContactErrors.InvalidValue, "The row has no value."));
        }

        var slug = job.Options.DedupeBy;
        var index = slug is null ? -1 : values.Default.ToList().FindIndex(v => v.Key == slug && !v.Value.IsAbsent);
        return index < 0
            ? new ContactChange.Create(values) { Origin = origin }
            : new ContactChange.Upsert(new ContactMatch(slug!, values.Default[index].Value, job.Options.ListId, job.Options.CaseInsensitive), values)
            {
                Origin = origin,
                UpdateExisting = job.Options.UpdateExisting,
                Lock = false,
            };
    }

    /// <summary>Writes the row as it is stored.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("i", InputIndex);
        if (Line is { } line)
        {
            json.WriteNumber("line", line);
        }

        WriteText(json, "id", ContactId);
        WriteText(json, "ifMatch", IfMatch);
        WriteValues(json, "default", Values.Default);
        json.WriteStartObject("list");
        foreach (var (list, values) in Values.Lists)
        {
            if (values is null)
            {
                json.WriteNull(list);
            }
            else
            {
                WriteValues(json, list, values);
            }
        }

        json.WriteEndObject();
        if (Error is not null)
        {
            json.WritePropertyName("error");
            RowResult.WriteError(json, Error);
            json.WriteStartArray("fields");
            foreach (var field in Fields)
            {
                json.WriteStringValue(field);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote; the values stay readable as long as the document of <paramref name="json"/> does.</summary>
    public static JobRow Read(JsonElement json) => new(json.GetProperty("i").GetInt32(), json.TryGetProperty("line", out var line) ? line.GetInt32() : null)
    {
        ContactId = json.TryGetProperty("id", out var id) ? id.GetString() : null,
        IfMatch = json.TryGetProperty("ifMatch", out var ifMatch) ? ifMatch.GetString() : null,
        Values = new ContactValuesInput(
            ReadValues(json.GetProperty("default")),
            [.. json.GetProperty("list").EnumerateObject().Select(l => KeyValuePair.Create(l.Name, l.Value.ValueKind == JsonValueKind.Null ? null : ReadValues(l.Value)))]),
        Error = json.TryGetProperty("error", out var error) ? RowResult.ReadError(error) : null,
        Fields = json.TryGetProperty("fields", out var fields) ? [.. fields.EnumerateArray().Select(f => f.GetString()!)] : [],
    };

    private static IReadOnlyList<KeyValuePair<string, PropertyInput>> ReadValues(JsonElement json) =>
        [.. json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, PropertyInput.Of(p.Value)))];

    private static void WriteValues(Utf8JsonWriter json, string name, IReadOnlyList<KeyValuePair<string, PropertyInput>> values)
    {
        json.WriteStartObject(name);
        foreach (var (slug, input) in values)
        {
            json.WritePropertyName(slug);
            input.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
