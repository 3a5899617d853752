using System.Text.Json;
using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Imports;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>POST …/contact/import</c>: rows as JSON or CSV, each created or matched; 200 with a result for every row.</summary>
public sealed class ImportContacts(PrismApi api, PrismJobs jobs, DryRun dryRun, TeamSchemas schemas)
{
    private const string Accepted = "application/json or text/csv";

    /// <summary>Runs the operation.</summary>
    [Function("PrismImportContacts")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v2/prism/{teamId}/contact/import")] HttpRequest request, string teamId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Member, cancel, async caller =>
        {
            var isCsv = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase);
            var (input, error) = isCsv ? await ReadCsvAsync(caller, type!.Charset.Value?.Trim('"')) : await ReadJsonAsync(caller);
            if (error is not null)
            {
                return Problem.Of(error);
            }

            var job = jobs.New(JobKind.Import, input!.Rows.Count, input.Options) with { Columns = input.Columns, IgnoredColumns = input.IgnoredColumns, Encoding = input.Encoding };
            if (input.Options.DryRun)
            {
                var (done, results) = await dryRun.RunAsync(caller.Team, job, input.Rows, cancel);
                return PrismJob.Import(done, null, results);
            }

            return await jobs.RunAsync(caller, input.Body, job, input.Rows, (done, results) => Task.FromResult(PrismJob.Import(done, null, results)));
        });

    private async Task<(Input? Input, ApiError? Error)> ReadJsonAsync(Caller caller)
    {
        var (body, error) = await JsonBody.ReadAsync(caller.Request, caller.Cancel);
        if (error is not null)
        {
            return (null, error.Status == 415 ? ApiErrors.Unsupported(Accepted) : error);
        }

        var objects = PrismBody.Member(body.Root, "objects");
        if (objects.ValueKind != JsonValueKind.Array)
        {
            return (null, ApiErrors.InvalidBody("'objects' is required, a list of {default, list}.", "/objects"));
        }

        var options = PrismImportOptions.Read(PrismBody.Member(body.Root, "options"), await schemas.ReloadAsync(caller.Team, caller.Cancel));
        error = options.Error
            ?? (objects.GetArrayLength() == 0 ? new ApiError(400, ImportErrors.EmptyImport, "'objects' is empty; send at least one.")
            : objects.GetArrayLength() > PrismJobs.MaxRows ? PrismJobs.TooMany("objects") : null);
        var rows = error is null ? objects.EnumerateArray().Select(RowOf).ToList() : [];
        return error is null ? (new Input(body, options.Options, rows), null) : (null, error);
    }

    private async Task<(Input? Input, ApiError? Error)> ReadCsvAsync(Caller caller, string? charset)
    {
        var request = caller.Request;
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && !encoding.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return (null, ApiErrors.Unsupported(Accepted));
        }

        var schema = await schemas.ReloadAsync(caller.Team, caller.Cancel);
        var options = PrismImportOptions.Read(request.Query, schema);
        if (options.Error is not null)
        {
            return (null, options.Error);
        }

        await using var stream = new HashingStream(request.Body);
        var (csv, problem) = await CsvImport.OpenAsync(stream, new CsvOptions { Charset = charset, Mapping = options.Mapping }, schema, caller.Cancel);
        if (problem is not null)
        {
            return (null, new ApiError(400, problem.Code, problem.Message));
        }

        await using var opened = csv!;
        var rows = new List<JobRow>();
        await foreach (var row in csv!.ReadAsync(caller.Cancel))
        {
            if (rows.Count == PrismJobs.MaxRows)
            {
                return (null, PrismJobs.TooMany("the file"));
            }

            rows.Add(new JobRow(row.InputIndex, row.Line) { Values = new ContactValuesInput(row.Default, row.Lists), Error = row.Error, Fields = row.Fields });
        }

        var body = new JsonBody(stream.Hash(), default);
        return (new Input(body, options.Options, rows) { Columns = csv.Columns, IgnoredColumns = csv.IgnoredColumns, Encoding = csv.Encoding }, null);
    }

    private static JobRow RowOf(JsonElement item, int index)
    {
        var (values, error) = PrismBody.Values(item, $"/objects/{index}");
        return new JobRow(index, null) { Values = values, Error = error is null ? null : new ContactError(ImportErrors.BadJson, error.Message) };
    }

    /// <summary>An input that has been read; the body stands for it in the fingerprint of an Idempotency-Key.</summary>
    private sealed record Input(JsonBody Body, ImportOptions Options, IReadOnlyList<JobRow> Rows)
    {
        public IReadOnlyList<string> Columns { get; init; } = [];

        public IReadOnlyList<string> IgnoredColumns { get; init; } = [];

        public string? Encoding { get; init; }
    }
}
