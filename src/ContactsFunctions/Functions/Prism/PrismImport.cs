using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Idempotency;
using ContactsFunctions.Core.Imports;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;

namespace ContactsFunctions.Functions.Prism;

/// <summary>Takes the body of an import: reads it as a stream, stores its rows, and begins the job, or refuses all of it and leaves nothing.</summary>
public sealed class PrismImport(PrismJobs prismJobs, JobStore jobs, DryRun dryRun, PropertyCatalog catalog, TeamSchemas schemas)
{
    /// <summary>The most rows of an import.</summary>
    public const int MaxRows = 1_000_000;

    /// <summary>The most rows of a dry run, which is answered at once.</summary>
    public const int MaxDryRows = 10_000;

    private const int MaxColumns = 1_000;

    /// <summary>Runs the operation.</summary>
    public async Task<IResult> RunAsync(Caller caller)
    {
        await using var body = new HashingStream(caller.Request.Body);
        if (IdempotentWrites.HeaderOf(caller.Request, out var invalid) is { } header && await prismJobs.FindRecordAsync(caller, header) is { } record)
        {
            await body.CopyToAsync(Stream.Null, caller.Cancel);
            return await prismJobs.RepeatAsync(caller, record, KeyOf(caller, body)!);
        }

        if (invalid is not null)
        {
            return Problem.Of(invalid);
        }

        var schema = await schemas.ReloadAsync(caller.Team, caller.Cancel);
        var (source, error) = await PrismImportSource.OpenAsync(caller.Request, body, schema, caller.Cancel);
        if (error is not null)
        {
            return Problem.Of(error);
        }

        await using var opened = source!;
        var job = prismJobs.New(JobKind.Import);
        using var upload = jobs.Upload(caller.Team.Id, job.Id);
        try
        {
            var answer = await RunAsync(caller, source!, schema, job, upload, body);
            if (answer.Refused)
            {
                await upload.DiscardAsync(CancellationToken.None);
            }

            return answer.Result;
        }
        catch (Exception fault) when (fault is not StoreUnavailableException)
        {
            // The upload broke off: what is stored of it belongs to nobody.
            await upload.DiscardAsync(CancellationToken.None);
            throw;
        }
    }

    private async Task<(IResult Result, bool Refused)> RunAsync(Caller caller, PrismImportSource source, Schema schema, Job job, JobUpload upload, HashingStream body)
    {
        var columns = new List<string>(source.Columns ?? []);
        var extra = 0;
        var inference = new PropertyInference(schema, source.Columns, [.. source.Plan?.Select(p => p.Index) ?? []]);
        await foreach (var row in source.Rows.WithCancellation(caller.Cancel))
        {
            if (upload.Total == MaxRows)
            {
                return (Problem.Of(new ApiError(413, "too_many_rows", $"An import has at most {MaxRows:N0} rows.")), true);
            }

            inference.Add(row);
            extra = source.Columns is null ? extra : Math.Max(extra, row.Fields.Count - source.Columns.Count);
            AddColumns(columns, source.Columns is null ? row : null);
            await upload.AddAsync(JobRow.Of(row), caller.Cancel);
        }

        var options = source.Options;
        if ((source.Problem ?? options.Error ?? CheckRole(caller, options.Options)) is { } error)
        {
            return (Problem.Of(error), true);
        }

        job = job with { Options = options.Options, Columns = columns, ExtraFields = extra, IgnoredColumns = source.IgnoredColumns, Plan = source.Plan, Encoding = source.Encoding };
        while (true)
        {
            var (planned, write, refused) = options.Options.CreateMissingProperties ? await WithMissingAsync(caller.Team, job, inference, caller.Cancel) : (job, null, null);
            if (refused is not null)
            {
                return (Problem.Of(refused), true);
            }

            if (options.Options.DryRun)
            {
                return (await DryRunAsync(caller, planned with { Total = upload.Total }, upload, write), true);
            }

            var queued = upload.Total > PrismJobs.MaxRowsAtOnce || PrismJobs.PrefersAsync(caller.Request);
            if (await prismJobs.BeginAsync(caller, upload, planned, KeyOf(caller, body), write is null ? [] : [write], queued) is { } answer)
            {
                return (answer, false);
            }
        }
    }

    private async Task<(Job Job, DocumentWrite? Write, ApiError? Error)> WithMissingAsync(Team team, Job job, PropertyInference inference, CancellationToken cancel)
    {
        var definitions = inference.Definitions();
        if (definitions.Count > PropertyInference.MaxProperties)
        {
            return (job, null, new ApiError(422, ContactErrors.LimitExceeded, $"The import would make {definitions.Count} properties; one import makes at most {PropertyInference.MaxProperties}."));
        }

        var (_, write, error) = await catalog.PlanAsync(team, definitions, cancel);
        if (error is not null)
        {
            return (job, null, new ApiError(422, error.Code, error.Message));
        }

        var made = inference.Plan;
        return (job.Plan is null ? job : job with
        {
            Plan = [.. job.Plan, .. made],
            IgnoredColumns = [.. job.Columns.Where((_, index) => !job.Plan.Concat(made).Any(p => p.Index == index))],
        }, write, null);
    }

    private async Task<Answer> DryRunAsync(Caller caller, Job job, JobUpload upload, DocumentWrite? write)
    {
        if (job.Total > MaxDryRows)
        {
            return Problem.Of(new ApiError(413, "too_many_rows", $"A dry run has at most {MaxDryRows:N0} rows."));
        }

        var rows = await upload.ReadBackAsync(job.Plan, write is null ? await schemas.GetAsync(caller.Team, caller.Cancel) : SchemaOf(write, caller.Team), caller.Cancel);
        var (done, results) = await dryRun.RunAsync(caller.Team, job, rows, write, caller.Cancel);
        return PrismJob.Answer(200, done, null, PrismResults.None with { Rows = results });
    }

    private static Schema SchemaOf(DocumentWrite write, Team team) =>
        new(SchemaDocument.Read((write is DocumentWrite.Replace replace ? replace.Document : ((DocumentWrite.Create)write).Document).Body), team.DefaultCountry);

    private static ApiError? CheckRole(Caller caller, ImportOptions options) =>
        options.CreateMissingProperties && caller.Role < Role.Admin ? ApiErrors.Forbidden(Role.Admin.Name()) : null;

    private static IdempotencyKey? KeyOf(Caller caller, HashingStream body) => IdempotentWrites.KeyOf(caller, new JsonBody(body.Hash(), default)).Key;

    private static void AddColumns(List<string> columns, ImportRow? row)
    {
        foreach (var (slug, _) in row?.Default ?? [])
        {
            if (columns.Count < MaxColumns && !columns.Contains(slug))
            {
                columns.Add(slug);
            }
        }
    }
}
