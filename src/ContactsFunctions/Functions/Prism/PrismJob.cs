using System.Text.Json;
using ContactsFunctions.Core;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Values;
using ContactsFunctions.Http;

namespace ContactsFunctions.Functions.Prism;

/// <summary>Writes jobs as Prism shows them: a status document with a result per row; batches that were done at once as results and summary.</summary>
public static class PrismJob
{
    /// <summary>The name of a kind of job.</summary>
    public static string NameOf(JobKind kind) => kind switch { JobKind.BatchUpdate => "batch_update", JobKind.BatchDelete => "batch_delete", _ => "import" };

    /// <summary>Where the status of a job is read.</summary>
    public static string PathOf(string teamId, string jobId) => $"/v2/prism/{teamId}/imports/{jobId}";

    /// <summary>Writes the status document.</summary>
    /// <param name="jobId">Null for a job that was done at once.</param>
    /// <param name="results">Null leaves them out.</param>
    public static void Write(Utf8JsonWriter json, Job job, string? jobId, PrismResults? results)
    {
        json.WriteStartObject();
        json.WriteString("job_id", jobId);
        json.WriteString("kind", NameOf(job.Kind));
        json.WriteString("status", job.Status switch { JobStatus.Complete => "complete", JobStatus.Failed => "failed", _ => "processing" });
        json.WriteNumber("total", job.Total);
        json.WriteNumber("processed", job.Processed);
        json.WriteNumber("succeeded", job.Succeeded);
        json.WriteNumber("failed", job.Failed);
        if (job.Kind == JobKind.Import)
        {
            json.WriteNumber("created", job.Created);
            json.WriteNumber("updated", job.Updated);
            json.WriteNumber("existing", job.Existing);
        }

        json.WriteNumber("cancelled", job.Cancelled);
        json.WriteString("created_at", Timestamp.Format(job.CreatedAt));
        json.WriteString("updated_at", Timestamp.Format(job.UpdatedAt));
        json.WriteString("expires_at", Timestamp.Format(job.ExpiresAt));
        json.WriteNull("error");
        if (job.Kind == JobKind.Import)
        {
            json.WriteStartArray("ignored_columns");
            foreach (var column in job.IgnoredColumns)
            {
                json.WriteStringValue(column);
            }

            json.WriteEndArray();
            json.WriteString("encoding", job.Encoding);
        }
        else
        {
            WriteSummary(json, job);
        }

        if (results is not null)
        {
            json.WriteStartArray("results");
            foreach (var row in results.Rows)
            {
                WriteRow(json, job, row, results);
            }

            json.WriteEndArray();
            if (results.Paged)
            {
                json.WriteString("next_cursor", results.NextCursor);
            }
        }

        json.WriteEndObject();
    }

    /// <summary>The answer with a status document.</summary>
    public static Answer Answer(int status, Job job, string? jobId, PrismResults? results) => new(status, Json.Write(json => Write(json, job, jobId, results)));

    /// <summary>The answer of a batch that is done.</summary>
    public static Answer Batch(Job job, PrismResults results) => new(200, Json.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("results");
        foreach (var row in results.Rows)
        {
            WriteBatchRow(json, row, results, withIndex: false);
        }

        json.WriteEndArray();
        WriteSummary(json, job);
        json.WriteEndObject();
    }));

    private static void WriteSummary(Utf8JsonWriter json, Job job)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("total", job.Total);
        json.WriteNumber("succeeded", job.Succeeded);
        json.WriteNumber("failed", job.Failed);
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, Job job, RowResult row, PrismResults results)
    {
        if (job.Kind != JobKind.Import)
        {
            WriteBatchRow(json, row, results, withIndex: true);
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("input_index", row.InputIndex);
        if (row.Line is { } line)
        {
            json.WriteNumber("line", line);
        }

        json.WriteString("id", row.Id);
        json.WriteBoolean("created", row.Kind == RowResultKind.Created);
        json.WriteBoolean("existing", row.Kind is RowResultKind.Existing or RowResultKind.Updated);
        json.WriteBoolean("updated", row.Kind == RowResultKind.Updated);
        if (row.Error is { } error)
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

    private static void WriteBatchRow(Utf8JsonWriter json, RowResult row, PrismResults results, bool withIndex)
    {
        json.WriteStartObject();
        if (withIndex)
        {
            json.WriteNumber("input_index", row.InputIndex);
        }

        json.WriteString("id", row.Id);
        json.WriteString("status", row.Error is null ? "ok" : "error");
        if (row.Error is { } error)
        {
            json.WritePropertyName("error");
            RowResult.WriteError(json, error);
        }
        else if (row.Id is not null && results.Records.TryGetValue(row.Id, out var record))
        {
            json.WritePropertyName("record");
            PrismContact.Write(json, record.Contact, results.Schema, PrismSelection.All);
        }

        json.WriteEndObject();
    }
}

/// <summary>The results that a document shows.</summary>
/// <param name="Rows">In the order of the input.</param>
/// <param name="Records">Of a batch update, the contacts as they are now, by id.</param>
/// <param name="Paged">Whether there may be more than are shown here.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record PrismResults(IReadOnlyList<RowResult> Rows, IReadOnlyDictionary<string, ContactVersion> Records, Schema Schema, bool Paged, string? NextCursor)
{
    /// <summary>No rows.</summary>
    public static PrismResults None { get; } = new([], new Dictionary<string, ContactVersion>(), Schema.Empty, false, null);
}
