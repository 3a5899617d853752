using System.Text.Json;
using System.Text.Json.Serialization;
using ContactsFunctions.Core.Imports;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Jobs;

/// <summary>The documents of a job: its status, the rows of its input, the outcomes of its groups.</summary>
public static partial class JobDocuments
{
    /// <summary>The kind of the status document.</summary>
    public const string Kind = "job";

    /// <summary>Rows in a rows document, at most.</summary>
    public const int RowsOfPart = 500;

    /// <summary>Bytes of a rows document, about.</summary>
    public const int BytesOfPart = 1_000_000;

    /// <summary>Bytes of a rows document, at most: a row is up to 256 KB, six times that when it is all control characters, and Cosmos DB takes 2 MB.</summary>
    public const int MaxBytesOfPart = 1_800_000;

    /// <summary>How long rows and outcomes are kept: longer than the job that they belong to.</summary>
    private static readonly TimeSpan RowsLifetime = TimeSpan.FromDays(9);

    /// <summary>The id of the status document.</summary>
    public static string JobId(string id) => "job:" + id;

    /// <summary>The id of a rows document.</summary>
    public static string RowsId(string id, int part) => $"rows:{id}:{part}";

    /// <summary>The id of an outcomes document.</summary>
    public static string OutcomesId(string id, int group) => $"outcomes:{id}:{group}";

    /// <summary>The status document.</summary>
    public static Document Of(Job job) => new(JobId(job.Id), Kind, JsonSerializer.SerializeToUtf8Bytes(job, JobJson.Default.Job)) { TimeToLive = Job.Lifetime };

    /// <summary>Reads a status document.</summary>
    public static Job Read(StoredDocument document) => JsonSerializer.Deserialize(document.Body.Span, JobJson.Default.Job)!;

    /// <summary>A rows document.</summary>
    public static Document Rows(string id, int part, ReadOnlyMemory<byte> rows) => new(RowsId(id, part), "rows", rows) { TimeToLive = RowsLifetime };

    /// <summary>Reads a rows document.</summary>
    public static IReadOnlyList<JobRow> ReadRows(ReadOnlyMemory<byte> body, CsvFields? csv)
    {
        var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 80 });
        return [.. json.RootElement.GetProperty("rows").EnumerateArray().Select(row => JobRow.Read(row, csv))];
    }

    /// <summary>The outcomes document of a group.</summary>
    public static Document Outcomes(string id, int group, IReadOnlyList<RowResult> results) => new(OutcomesId(id, group), "outcomes", Json.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("results");
        foreach (var result in results)
        {
            result.WriteTo(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }))
    {
        TimeToLive = RowsLifetime,
    };

    /// <summary>Reads an outcomes document.</summary>
    public static IReadOnlyList<RowResult> ReadOutcomes(StoredDocument document)
    {
        using var json = JsonDocument.Parse(document.Body);
        return [.. json.RootElement.GetProperty("results").EnumerateArray().Select(RowResult.Read)];
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
    [JsonSerializable(typeof(Job))]
    internal sealed partial class JobJson : JsonSerializerContext;
}
