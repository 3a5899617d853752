using System.Text.Json.Serialization;
using ContactsFunctions.Core.Imports;

namespace ContactsFunctions.Core.Jobs;

/// <summary>What a job does with its rows.</summary>
public enum JobKind
{
    /// <summary>Creates or upserts contacts.</summary>
    Import,

    /// <summary>Patches contacts by id.</summary>
    BatchUpdate,

    /// <summary>Soft-deletes contacts by id.</summary>
    BatchDelete,
}

/// <summary>Where a job stands.</summary>
public enum JobStatus
{
    /// <summary>Rows are left.</summary>
    Processing,

    /// <summary>Every row has its outcome, or was cancelled.</summary>
    Complete,

    /// <summary>The job itself could not go on.</summary>
    Failed,
}

/// <summary>A job as its status document: exact at every commit of a group.</summary>
/// <param name="Id">Stored as <c>job</c>, and the kind as <c>does</c>: <c>id</c> and <c>kind</c> of a document belong to the engine.</param>
/// <param name="Kind">What it does.</param>
/// <param name="CreatedAt">When it was asked for.</param>
public sealed record Job([property: JsonPropertyName("job")] string Id, [property: JsonPropertyName("does")] JobKind Kind, DateTimeOffset CreatedAt)
{
    /// <summary>Counted from the last change.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Where it stands.</summary>
    public JobStatus Status { get; init; }

    /// <summary>Rows of the input.</summary>
    public int Total { get; init; }

    /// <summary>Rows that have an outcome; the next row to take.</summary>
    public int Processed { get; init; }

    /// <summary>Rows that made a contact.</summary>
    public int Created { get; init; }

    /// <summary>Rows that changed one.</summary>
    public int Updated { get; init; }

    /// <summary>Rows whose contact was left alone.</summary>
    public int Existing { get; init; }

    /// <summary>Rows that deleted one.</summary>
    public int Deleted { get; init; }

    /// <summary>Rows that were refused.</summary>
    public int Failed { get; init; }

    /// <summary>Rows that a cancel left undone.</summary>
    public int Cancelled { get; init; }

    /// <summary>Outcome documents written.</summary>
    public int Groups { get; init; }

    /// <summary>Rows in each rows document, in order.</summary>
    public IReadOnlyList<int> Parts { get; init; } = [];

    /// <summary>How the rows are to be taken.</summary>
    public ImportOptions Options { get; init; } = new();

    /// <summary>Columns that no property takes.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; init; } = [];

    /// <summary>The input's columns, or the slugs of a JSON or vCard input, for the errors file.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The most fields that a row has beyond the columns.</summary>
    public int ExtraFields { get; init; }

    /// <summary>What the columns of a CSV input are; null for other inputs.</summary>
    public IReadOnlyList<CsvColumnPlan>? Plan { get; init; }

    /// <summary>utf-8, utf-16le, utf-16be or windows-1252; null for JSON.</summary>
    public string? Encoding { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; } = CreatedAt;

    /// <summary>Rows that succeeded.</summary>
    public int Succeeded => Processed - Failed;

    /// <summary>When it is forgotten.</summary>
    public DateTimeOffset ExpiresAt => UpdatedAt + Lifetime;

    /// <summary>The job cancelled: the rows that are left stay undone.</summary>
    public Job Cancel(DateTimeOffset now) => this with { Cancelled = Total - Processed, Status = JobStatus.Complete, UpdatedAt = now };

    /// <summary>The job after a group of rows.</summary>
    public Job After(IReadOnlyList<RowResult> results, DateTimeOffset now)
    {
        var processed = Processed + results.Count;
        return this with
        {
            Processed = processed,
            Created = Created + results.Count(r => r.Kind == RowResultKind.Created),
            Updated = Updated + results.Count(r => r.Kind == RowResultKind.Updated),
            Existing = Existing + results.Count(r => r.Kind == RowResultKind.Existing),
            Deleted = Deleted + results.Count(r => r.Kind == RowResultKind.Deleted),
            Failed = Failed + results.Count(r => r.Kind == RowResultKind.Failed),
            Groups = Groups + 1,
            Status = processed == Total ? JobStatus.Complete : JobStatus.Processing,
            UpdatedAt = now,
        };
    }
}
