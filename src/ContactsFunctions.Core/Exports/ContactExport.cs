using System.Buffers;
using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Queries;

namespace ContactsFunctions.Core.Exports;

/// <summary>Writes pages of contacts.</summary>
public sealed class ContactExport(ContactQuery contacts)
{
    /// <summary>Rows of a page without a limit, and the most.</summary>
    public const int MaxRows = 10_000;

    /// <summary>The most bytes of a page; one contact is written in any case.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private const int MinStep = 50;
    private const int StepBytes = 4 * 1024 * 1024;

    private const int MaxStep = 500;

    // Each step of an order by several keys reads and sorts a whole run of equals again.
    private const int MaxStepOfRuns = 2_000;

    /// <summary>
    /// The page behind the request's cursor: at most the request's limit of rows and <paramref name="maxBytes"/> bytes. Contacts are read in steps; how
    /// many at once follows the size of the last ones.
    /// </summary>
    public async ValueTask<(ExportPage? Page, QueryError? Error)> PageAsync(
        Team team, ContactPageRequest request, ExportFormat format, ExportSelection selection, CancellationToken cancel, int maxBytes = MaxBytes)
    {
        var (scan, error) = await contacts.ScanAsync(team, request, cancel);
        if (error is not null)
        {
            return (null, error);
        }

        var writer = format.Writer(selection);
        var row = new ArrayBufferWriter<byte>();
        var body = new PageBody();
        writer.WriteHead(row);
        body.Append(row.WrittenSpan);
        var rows = 0;
        var behind = request.Cursor;
        var step = MinStep;
        while (rows < scan!.Limit && !scan.IsAtEnd)
        {
            var (read, wrong) = await scan.ReadAsync(Math.Min(step, scan.Limit - rows), cancel);
            if (wrong is not null)
            {
                return (null, wrong);
            }

            for (var i = 0; i < read.Count; i++)
            {
                row.ResetWrittenCount();
                writer.Write(read[i].Contact, row);
                if (rows > 0 && body.Length + row.WrittenCount > maxBytes)
                {
                    return (new ExportPage(body, rows, i > 0 ? scan.CursorBehind(i - 1) : behind), null);
                }

                body.Append(row.WrittenSpan);
                rows++;
            }

            behind = scan.Cursor;
            step = (int)Math.Clamp(StepBytes * (long)read.Count / Math.Max(scan.StepBytes, 1), MinStep, request.Sort.Count > 1 ? MaxStepOfRuns : MaxStep);
        }

        return (new ExportPage(body, rows, scan.Cursor), null);
    }
}

/// <summary>A page of an export.</summary>
/// <param name="NextCursor">Behind the last contact written; null when that was the last of all.</param>
public sealed record ExportPage(PageBody Body, int Rows, string? NextCursor);
