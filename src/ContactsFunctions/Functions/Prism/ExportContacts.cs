using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Exports;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>GET …/contact/export</c>: a page of contacts as CSV, NDJSON or vCard, with the filters of the list; a <c>Link</c> leads to the next page.</summary>
public sealed class ExportContacts(PrismApi api, ContactExport export, TeamSchemas schemas)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismExportContacts")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v2/prism/{teamId}/contact/export")] HttpRequest request, string teamId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Viewer, cancel, async caller =>
        {
            var (query, names, error) = PrismListParameters.Read(request.Query, ContactExport.MaxRows, ContactExport.MaxRows, other: "format");
            var format = ExportFormats.Parse(request.Query["format"]);
            error ??= format is null ? ApiErrors.InvalidParameter("format", "takes csv, ndjson or vcard") : null;
            if (error is not null)
            {
                return Problem.Of(error);
            }

            // A property that another instance has just made would otherwise be missing from the header for as long as schemas are cached.
            var schema = await schemas.ReloadAsync(caller.Team, cancel);
            var (_, unknown) = PrismSelection.Parse(names, schema);
            if (unknown is not null)
            {
                return Problem.Of(unknown);
            }

            var selection = new ExportSelection(schema, names.Count == 0 ? null : [.. names.Select(n => ColumnOf(n, schema)).Distinct()]);
            var (page, wrong) = await export.PageAsync(caller.Team, query, format!.Value, selection, cancel);
            return wrong is not null
                ? Problem.Of(ApiErrors.Of(wrong))
                : new PrismExport(page!.Body, format.Value, page.NextCursor is { } next ? Next(request, teamId, next) : null);
        });

    /// <summary>The column of a selected name. What stands behind the dot of an account is a column of its own that imports know.</summary>
    private static PropertyDefinition ColumnOf(string name, Schema schema) =>
        schema.Find(name == "account_id.external_id" ? "account_external_id" : name.Split('.')[0])!;

    private static string Next(HttpRequest request, string teamId, string cursor) =>
        $"/v2/prism/{teamId}/contact/export" + QueryString.Create(request.Query.Where(p => p.Key != "cursor").Append(new("cursor", new StringValues(cursor))));
}
