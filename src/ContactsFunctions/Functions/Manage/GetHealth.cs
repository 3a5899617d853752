using System.Reflection;
using ContactsFunctions.Core;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Manage;

/// <summary><c>GET /health</c>, open: 200 when the store answers, else 503.</summary>
public sealed class GetHealth(ApiWrapper wrapper, IDocumentStore store)
{
    private static readonly string Version = typeof(GetHealth).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>Runs the operation.</summary>
    [Function("Health")]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancel) =>
        wrapper.RunAsync(request, Problem.Of, async () =>
        {
            var answers = true;
            try
            {
                await store.PingAsync(cancel);
            }
            catch (StoreUnavailableException)
            {
                answers = false;
            }

            return new Answer(answers ? 200 : 503, Json.Write(json =>
            {
                json.WriteStartObject();
                json.WriteString("status", answers ? "ok" : "unavailable");
                json.WriteString("store", answers ? "ok" : "unavailable");
                json.WriteString("queue", "none");
                json.WriteString("version", Version);
                json.WriteEndObject();
            })).With("Retry-After", answers ? null : "5");
        });
}
