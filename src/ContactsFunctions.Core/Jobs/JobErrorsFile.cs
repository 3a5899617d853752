using System.Globalization;
using System.Text;
using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Imports;
using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Jobs;

/// <summary>
/// The failed rows of a job as CSV (RFC 4180): the input's columns, surplus fields as <c>extra_1…</c>, then <c>error_line error_code
/// error_property error_message</c>, which an import ignores. The raw text of a row that could not be split stands in the first column.
/// </summary>
public sealed class JobErrorsFile(JobStore jobs)
{
    /// <summary>Writes the file, part by part.</summary>
    public async Task WriteAsync(Team team, Job job, Stream body, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(body, new UTF8Encoding(false), 32 * 1024, leaveOpen: true);
        IReadOnlyList<string> columns = job.Columns.Count > 0 ? job.Columns : ["row"];
        var header = columns.Concat(Enumerable.Range(1, job.ExtraFields).Select(i => $"extra_{i}")).Concat(["error_line", "error_code", "error_property", "error_message"]);
        await WriteRowAsync(writer, header);
        var rows = new PartReader(jobs, team, job);
        await foreach (var results in jobs.ResultsAsync(team.Id, job, 0, cancel))
        {
            foreach (var result in results)
            {
                if (result.Error is { } error)
                {
                    var row = await rows.RowAsync(result.InputIndex, cancel);
                    var fields = row.Fields.Count > 0 ? row.Fields : [.. columns.Select(slug => CellOf(row, slug))];
                    var padded = Enumerable.Range(0, columns.Count + job.ExtraFields).Select(i => i < fields.Count ? fields[i] : "");
                    await WriteRowAsync(writer, padded.Concat([result.Line?.ToString(CultureInfo.InvariantCulture) ?? "", error.Code, error.Property ?? "", error.Message]));
                }
            }
        }

        await writer.FlushAsync(cancel);
    }

    private static string CellOf(JobRow row, string slug)
    {
        if (row.ContactId is not null && slug == "row")
        {
            return row.ContactId;
        }

        var input = row.Values.Default.FirstOrDefault(v => v.Key == slug).Value;
        return input.IsAbsent ? "" : input.Kind == System.Text.Json.JsonValueKind.Array ? string.Join(';', input.Elements.Select(e => Show(e).Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal))) : Show(input);
    }

    private static string Show(PropertyInput input) => input.TryGetText(out var text) ? text : input.Json.GetRawText();

    private static async Task WriteRowAsync(StreamWriter writer, IEnumerable<string> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
            {
                await writer.WriteAsync(',');
            }

            first = false;
            await writer.WriteAsync(Quote(FormulaGuard.Add(cell)));
        }

        await writer.WriteAsync("\r\n");
    }

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny("\",\r\n") < 0 && !(cell.Length > 0 && (cell[0] == ' ' || cell[^1] == ' ')) ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Reads rows by their index in ascending order, one part in memory at a time.</summary>
    private sealed class PartReader(JobStore jobs, Team team, Job job)
    {
        private IReadOnlyList<JobRow> rows = [];
        private int part = -1;
        private int start;

        public async ValueTask<JobRow> RowAsync(int index, CancellationToken cancel)
        {
            while (part < 0 || index >= start + rows.Count)
            {
                start += rows.Count;
                rows = await jobs.PartAsync(team, job, ++part, cancel);
            }

            return rows[index - start];
        }
    }
}
