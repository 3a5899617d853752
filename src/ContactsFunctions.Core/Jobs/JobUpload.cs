using System.Buffers;
using System.Text.Json;
using ContactsFunctions.Core.Idempotency;
using ContactsFunctions.Core.Imports;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Jobs;

/// <summary>
/// Stores the rows of an input as they come, a part at a time, and then the job. Until the job is stored nothing runs; an upload that is
/// refused takes its rows back, and the rows of one that died expire.
/// </summary>
public sealed class JobUpload(IDocumentStore store, string team, string jobId) : IDisposable
{
    /// <summary>Rows beyond this do not go into the job's own commit: its columns may be large as well.</summary>
    private const int BytesBesideJob = 500_000;

    private readonly List<int> parts = [];
    private readonly ArrayBufferWriter<byte> buffer = new(64 * 1024);
    private Utf8JsonWriter? part;
    private int rowsOfPart;
    private int stored;

    /// <summary>Rows so far.</summary>
    public int Total { get; private set; }

    /// <summary>Adds a row; stores a part when it is full.</summary>
    public async ValueTask AddAsync(JobRow row, CancellationToken cancel)
    {
        if (rowsOfPart == JobDocuments.RowsOfPart || Written > JobDocuments.BytesOfPart || (rowsOfPart > 0 && Written + MostBytesOf(row) > JobDocuments.MaxBytesOfPart))
        {
            await StorePartAsync(cancel);
        }

        if (part is null)
        {
            part = new Utf8JsonWriter(buffer, Json.Writing);
            part.WriteStartObject();
            part.WriteStartArray("rows");
        }

        row.Storable().WriteTo(part);
        rowsOfPart++;
        Total++;
    }

    /// <summary>
    /// Stores the job with its idempotency record and what else belongs to it, all or nothing. Null with the record when the key was used
    /// before: the rows are then deleted again. Null without one when a further write lost: nothing is stored, and it can be tried again.
    /// </summary>
    /// <param name="also">Further writes of the commit.</param>
    public async ValueTask<(StoredJob? Job, IdempotencyRecord? Found)> CompleteAsync(
        Job job, IdempotencyKey? key, StoredAnswer? answer, IReadOnlyList<DocumentWrite> also, CancellationToken cancel)
    {
        if (rowsOfPart > 0 && (parts.Count > 0 || Written > BytesBesideJob))
        {
            await StorePartAsync(cancel);
        }

        IReadOnlyList<int> all = rowsOfPart > 0 ? [.. parts, rowsOfPart] : parts;
        job = job with { Total = Total, Parts = all, Status = Total == 0 ? JobStatus.Complete : JobStatus.Processing };
        List<DocumentWrite> writes = [new DocumentWrite.Create(JobDocuments.Of(job)), .. also];
        if (rowsOfPart > 0)
        {
            writes.Add(new DocumentWrite.Create(JobDocuments.Rows(job.Id, 0, EndPart())));
        }

        if (key is not null)
        {
            writes.Insert(0, new DocumentWrite.Create(new IdempotencyRecord(key.Fingerprint) { JobId = job.Id, Answer = answer }.ToDocument(key.DocumentId)));
        }

        var result = await store.CommitAsync(team, new Commit(Commit.NewId(), writes), cancel);
        if (result.IsCommitted)
        {
            return (new StoredJob(job, result.ETags[key is null ? 0 : 1]!), null);
        }

        if (key is null || result.Index > 0)
        {
            return (null, null);
        }

        var found = await store.ReadAsync(team, key.DocumentId, cancel);
        await DiscardAsync(cancel);
        return (null, found is null ? null : IdempotencyRecord.Read(found));
    }

    /// <summary>All rows so far, as a runner would read them.</summary>
    public async ValueTask<IReadOnlyList<JobRow>> ReadBackAsync(IReadOnlyList<CsvColumnPlan>? plan, Schema schema, CancellationToken cancel)
    {
        var csv = plan is null ? null : new CsvFields(plan, schema);
        var rows = new List<JobRow>(Total);
        for (var i = 0; i < stored; i++)
        {
            rows.AddRange(JobDocuments.ReadRows((await store.ReadAsync(team, JobDocuments.RowsId(jobId, i), cancel))!.Body, csv));
        }

        if (rowsOfPart > 0)
        {
            rows.AddRange(JobDocuments.ReadRows(EndPart().ToArray(), csv));
        }

        return rows;
    }

    /// <summary>Deletes the rows that were stored.</summary>
    public async ValueTask DiscardAsync(CancellationToken cancel)
    {
        for (; stored > 0; stored--)
        {
            await store.CommitAsync(team, new Commit(Commit.NewId(), [new DocumentWrite.Delete(JobDocuments.RowsId(jobId, stored - 1))]), cancel);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => part?.Dispose();

    private int Written => buffer.WrittenCount + (part?.BytesPending ?? 0);

    /// <summary>A control character or a number for a lone surrogate takes six bytes; values that came as JSON are nearly as long as they were.</summary>
    private static int MostBytesOf(JobRow row) => row.Fields.Sum(f => 6 * f.Length);

    private async ValueTask StorePartAsync(CancellationToken cancel)
    {
        var document = JobDocuments.Rows(jobId, parts.Count, EndPart());
        await store.CommitAsync(team, new Commit(Commit.NewId(), [new DocumentWrite.Create(document)]), cancel);
        stored++;
        parts.Add(rowsOfPart);
        rowsOfPart = 0;
        part?.Dispose();
        part = null;
        buffer.ResetWrittenCount();
    }

    private ReadOnlyMemory<byte> EndPart()
    {
        if (part is { CurrentDepth: > 0 })
        {
            part.WriteEndArray();
            part.WriteEndObject();
            part.Flush();
        }

        return buffer.WrittenMemory;
    }
}
