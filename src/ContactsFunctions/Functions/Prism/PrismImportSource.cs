using ContactsFunctions.Core.Imports;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ContactsFunctions.Functions.Prism;

/// <summary>The body of an import as rows, whatever its format; what can only be known at its end is asked for then.</summary>
public sealed class PrismImportSource : IAsyncDisposable
{
    private const string Accepted = "application/json, text/csv, application/x-ndjson or text/vcard";

    private IAsyncDisposable? reader;
    private Func<PrismImportOptions> options = () => throw new InvalidOperationException();
    private Func<ImportProblem?> problem = () => null;

    /// <summary>The rows, in order, each once.</summary>
    public IAsyncEnumerable<ImportRow> Rows { get; private set; } = null!;

    /// <summary>The header of a CSV body; null of another.</summary>
    public IReadOnlyList<string>? Columns { get; private set; }

    /// <summary>The columns that no property takes.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; private set; } = [];

    /// <summary>What the columns of a CSV body are; null of another.</summary>
    public IReadOnlyList<CsvColumnPlan>? Plan { get; private set; }

    /// <summary>The encoding of a text body that can have several; null of JSON.</summary>
    public string? Encoding { get; private set; }

    /// <summary>The options; of a JSON body only known when all rows have been read.</summary>
    public PrismImportOptions Options => options();

    /// <summary>What is wrong with the body as a whole, when all rows have been read.</summary>
    public ApiError? Problem => problem() is { } wrong ? ErrorOf(wrong) : null;

    /// <summary>Opens the body by its content type; an error when it cannot be an import.</summary>
    public static async Task<(PrismImportSource? Source, ApiError? Error)> OpenAsync(HttpRequest request, Stream body, Schema schema, CancellationToken cancel)
    {
        if (JsonBody.IsEncoded(request))
        {
            return (null, ApiErrors.Unsupported(Accepted));
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return (null, ApiErrors.Unsupported(Accepted));
        }

        var charset = type.Charset.HasValue ? type.Charset.Value!.Trim('"') : null;
        var media = type.MediaType.ToString().ToLowerInvariant();
        if (media is "application/json" or "application/x-ndjson" && charset is not null && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return (null, ApiErrors.Unsupported($"{media} in UTF-8"));
        }

        if (media == "application/json")
        {
            return await OpenJsonAsync(body, schema, cancel);
        }

        if (media is not ("text/csv" or "application/x-ndjson" or "text/vcard" or "text/x-vcard"))
        {
            return (null, ApiErrors.Unsupported(Accepted));
        }

        var read = PrismImportOptions.Read(request.Query, schema);
        if (read.Error is not null)
        {
            return (null, read.Error);
        }

        var (source, wrong) = media switch
        {
            "text/csv" => await OpenCsvAsync(body, charset, read, schema, cancel),
            "application/x-ndjson" => await OpenNdjsonAsync(body, cancel),
            _ => await OpenVcardAsync(body, charset, cancel),
        };
        if (source is not null)
        {
            source.options = () => read;
        }

        return (source, wrong is null ? null : ErrorOf(wrong));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => reader?.DisposeAsync() ?? default;

    private static async Task<(PrismImportSource?, ApiError?)> OpenJsonAsync(Stream body, Schema schema, CancellationToken cancel)
    {
        var (json, wrong) = await JsonImport.OpenAsync(body, cancel);
        return json is null
            ? (null, ErrorOf(wrong!))
            : (new PrismImportSource { reader = json, Rows = json.ReadAsync(cancel), problem = () => json.Problem, options = () => PrismImportOptions.Read(json.Options, schema) }, null);
    }

    private static async Task<(PrismImportSource?, ImportProblem?)> OpenCsvAsync(Stream body, string? charset, PrismImportOptions options, Schema schema, CancellationToken cancel)
    {
        var settings = new CsvOptions { Charset = charset, Mapping = options.Mapping, CreateMissing = options.Options.CreateMissingProperties };
        var (csv, wrong) = await CsvImport.OpenAsync(body, settings, schema, cancel);
        return (csv is null ? null : new PrismImportSource
        {
            reader = csv,
            Rows = csv.ReadAsync(cancel),
            Columns = csv.Columns,
            IgnoredColumns = csv.IgnoredColumns,
            Plan = csv.Plan,
            Encoding = csv.Encoding,
        }, wrong);
    }

    private static async Task<(PrismImportSource?, ImportProblem?)> OpenNdjsonAsync(Stream body, CancellationToken cancel)
    {
        var (ndjson, wrong) = await NdjsonImport.OpenAsync(body, cancel);
        return (ndjson is null ? null : new PrismImportSource { reader = ndjson, Rows = ndjson.ReadAsync(cancel) }, wrong);
    }

    private static async Task<(PrismImportSource?, ImportProblem?)> OpenVcardAsync(Stream body, string? charset, CancellationToken cancel)
    {
        var (vcard, wrong) = await VcardImport.OpenAsync(body, charset, cancel);
        return (vcard is null ? null : new PrismImportSource { reader = vcard, Rows = vcard.ReadAsync(cancel), Encoding = vcard.Encoding }, wrong);
    }

    private static ApiError ErrorOf(ImportProblem problem) => new(400, problem.Code, problem.Message);
}
