using System.Text.Json;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Imports;
using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Jobs;

/// <summary>One row of a job's input: values to write, a contact to change or delete, or why the row cannot be taken.</summary>
/// <param name="InputIndex">From 0.</param>
/// <param name="Line">The physical line where the row begins, for text inputs.</param>
public sealed record JobRow(int InputIndex, int? Line)
{
    /// <summary>The values of the row. Of a CSV row only <see cref="Fields"/> are stored, and the values are made from them.</summary>
    public ContactValuesInput Values { get; init; } = ContactValuesInput.Empty;

    /// <summary>The contact of a batch's item as it was sent.</summary>
    public string? ContactId { get; init; }

    /// <summary>The version that a batch's item is about.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Why the row cannot be taken.</summary>
    public ContactError? Error { get; init; }

    /// <summary>The fields of a CSV row, or the raw text of a row that cannot be taken, for the errors file.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>A row of an import.</summary>
    public static JobRow Of(ImportRow row) => new(row.InputIndex, row.Line) { Values = new ContactValuesInput(row.Default, row.Lists), Error = row.Error, Fields = row.Fields };

    /// <summary>The row as it can be stored: one with a lone surrogate in a value is refused for it now, as it would be when it is taken.</summary>
    public JobRow Storable()
    {
        foreach (var (slug, input) in Fields.Count > 0 ? [] : Values.Default.Concat(Values.Lists.SelectMany(l => l.Value ?? [])))
        {
            if (!JsonText.IsStorable(input))
            {
                return this with { Values = ContactValuesInput.Empty, Error = Error ?? ContactErrors.Refused(slug, "default/" + slug, input, "holds a lone surrogate, which text cannot have") };
            }
        }

        return this;
    }

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
        if (values.Lists.Count == 0 && values.Default.All(v => v.Value.IsAbsent))
        {
            return new ContactChange.Refused(new ContactError(ContactErrors.InvalidValue, "The row has no value."));
        }

        return MatchOf(job, values) is { } match
            ? new ContactChange.Upsert(match, values) { Origin = origin, UpdateExisting = job.Options.UpdateExisting, Lock = false }
            : new ContactChange.Create(values) { Origin = origin };
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
        if (Fields.Count > 0)
        {
            json.WriteStartArray("fields");
            foreach (var field in Fields)
            {
                JsonText.Write(json, field);
            }

            json.WriteEndArray();
        }
        else
        {
            WriteAllValues(json);
        }

        if (Error is not null)
        {
            json.WritePropertyName("error");
            RowResult.WriteError(json, Error);
        }

        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote; the values stay readable as long as the document of <paramref name="json"/> does.</summary>
    /// <param name="csv">Makes the values of CSV rows; null for other inputs.</param>
    public static JobRow Read(JsonElement json, CsvFields? csv)
    {
        var row = new JobRow(json.GetProperty("i").GetInt32(), json.TryGetProperty("line", out var line) ? line.GetInt32() : null)
        {
            ContactId = json.TryGetProperty("id", out var id) ? JsonText.Read(id) : null,
            IfMatch = json.TryGetProperty("ifMatch", out var ifMatch) ? JsonText.Read(ifMatch) : null,
            Error = json.TryGetProperty("error", out var error) ? RowResult.ReadError(error) : null,
        };
        if (json.TryGetProperty("fields", out var stored))
        {
            var fields = stored.EnumerateArray().Select(JsonText.Read).ToArray();
            return row with { Fields = fields, Values = row.Error is null && csv is not null ? new ContactValuesInput(csv.Values(fields), []) : ContactValuesInput.Empty };
        }

        return json.TryGetProperty("default", out var values)
            ? row with { Values = new ContactValuesInput(ReadValues(values), [.. json.GetProperty("list").EnumerateObject().Select(l => KeyValuePair.Create(l.Name, l.Value.ValueKind == JsonValueKind.Null ? null : ReadValues(l.Value)))]) }
            : row;
    }

    private static ContactMatch? MatchOf(Job job, ContactValuesInput values)
    {
        foreach (var (slug, input) in job.Options.DedupeBy is null ? [] : values.Default)
        {
            if (slug == job.Options.DedupeBy && !input.IsAbsent)
            {
                return new ContactMatch(slug, input, job.Options.ListId, job.Options.CaseInsensitive);
            }
        }

        return null;
    }

    private static IReadOnlyList<KeyValuePair<string, PropertyInput>> ReadValues(JsonElement json) =>
        [.. json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, PropertyInput.Of(p.Value)))];

    private void WriteAllValues(Utf8JsonWriter json)
    {
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
    }

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
            json.WritePropertyName(name);
            JsonText.Write(json, value);
        }
    }
}
