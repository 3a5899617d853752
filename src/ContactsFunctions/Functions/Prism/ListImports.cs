using ContactsFunctions.Core;
using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>GET …/imports</c>: the team's jobs, newest first, those done at once too.</summary>
public sealed class ListImports(PrismApi api, JobStore jobs)
{
    private const int DefaultLimit = 25;
    private const int MaxLimit = 50;

    /// <summary>Runs the operation.</summary>
    [Function("PrismListImports")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v2/prism/{teamId}/imports")] HttpRequest request, string teamId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Viewer, cancel, async caller =>
        {
            var parameters = new QueryParameters(request.Query);
            var limit = Math.Min(parameters.Number("limit", DefaultLimit), MaxLimit);
            var after = parameters.Uuid("cursor");
            if (parameters.Error is { } error)
            {
                return Problem.Of(error);
            }

            var page = await jobs.ListAsync(caller.Team.Id, after, limit + 1, cancel);
            return new Answer(200, Json.Write(json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("data");
                foreach (var job in page.Take(limit))
                {
                    PrismJob.Write(json, job, job.Id, null);
                }

                json.WriteEndArray();
                json.WriteBoolean("has_more", page.Count > limit);
                json.WriteString("next_cursor", page.Count > limit ? page[limit - 1].Id : null);
                json.WriteEndObject();
            }));
        });
}
