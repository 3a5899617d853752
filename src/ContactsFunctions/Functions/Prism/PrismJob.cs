using System.Text.Json;
using ContactsFunctions.Core;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Values;
using ContactsFunctions.Http;

namespace ContactsFunctions.Functions.Prism;

/// <summary>Writes jobs as Prism shows them: imports as a status document with a result per row, batches as results and summary.</summary>
public static class PrismJob
{
    /// <summary>The answer with an import that is done.</summary>
    /// <param name="jobId">Null for one that was done at once.</param>
    public static Answer Import(Job job, string? jobId, IReadOnlyList<RowResult> results) => new(200, Json.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("job_id", jobId);
        json.WriteString("kind", "import");
        json.WriteString("status", job.Status switch { JobStatus.Complete => "complete", JobStatus.Failed => "failed", _ => "processing" });
        json.WriteNumber("total", job.Total);
        json.WriteNumber("processed", job.Processed);
        json.WriteNumber("succeeded", job.Succeeded);
        json.WriteNumber("failed", job.Failed);
        json.WriteNumber("created", job.Created);
        json.WriteNumber("updated", job.Updated);
        json.WriteNumber("existing", job.Existing);
        json.WriteNumber("cancelled", job.Cancelled);
        json.WriteString("created_at", Timestamp.Format(job.CreatedAt));
        json.WriteString("updated_at", Timestamp.Format(job.UpdatedAt));
        json.WriteString("expires_at", Timestamp.Format(job.ExpiresAt));
        json.WriteNull("error");
        json.WriteStartArray("ignored_columns");
        foreach (var column in job.IgnoredColumns)
        {
            json.WriteStringValue(column);
        }

        json.WriteEndArray();
        json.WriteString("encoding", job.Encoding);
        json.WriteStartArray("results");
        foreach (var result in results)
        {
            WriteRow(json, result);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }));

    /// <summary>The answer with a batch that is done; <paramref name="records"/> are the contacts as they are now.</summary>
    public static Answer Batch(Job job, IReadOnlyList<RowResult> results, IReadOnlyList<ContactVersion?> records, Schema schema) => new(200, Json.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("results");
        for (var i = 0; i < results.Count; i++)
        {
            var result = results[i];
            json.WriteStartObject();
            json.WriteString("id", result.Id);
            json.WriteString("status", result.Error is null ? "ok" : "error");
            if (result.Error is { } error)
            {
                json.WritePropertyName("error");
                RowResult.WriteError(json, error);
            }

            if (records[i] is { } record)
            {
                json.WritePropertyName("record");
                PrismContact.Write(json, record.Contact, schema, PrismSelection.All);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("summary");
        json.WriteNumber("total", job.Total);
        json.WriteNumber("succeeded", job.Succeeded);
        json.WriteNumber("failed", job.Failed);
        json.WriteEndObject();
        json.WriteEndObject();
    }));

    private static void WriteRow(Utf8JsonWriter json, RowResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("input_index", result.InputIndex);
        if (result.Line is { } line)
        {
            json.WriteNumber("line", line);
        }

        json.WriteString("id", result.Id);
        json.WriteBoolean("created", result.Kind == RowResultKind.Created);
        json.WriteBoolean("existing", result.Kind is RowResultKind.Existing or RowResultKind.Updated);
        json.WriteBoolean("updated", result.Kind == RowResultKind.Updated);
        if (result.Error is { } error)
        {
            json.WritePropertyName("error");
            RowResult.WriteError(json, error);
        }
        else
        {
            json.WriteNull("error");
        }

        json.WriteEndObject();
    }
}
