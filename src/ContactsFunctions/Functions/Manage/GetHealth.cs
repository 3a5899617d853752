using System.Reflection;
using ContactsFunctions.Core;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Manage;

/// <summary><c>GET /health</c>, open: 200 when the store and the queue answer, else 503.</summary>
public sealed class GetHealth(ApiWrapper wrapper, IDocumentStore store, IJobQueue queue)
{
    private static readonly string Version = typeof(GetHealth).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>Runs the operation.</summary>
    [Function("Health")]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancel) =>
        wrapper.RunAsync(request, Problem.Of, async () =>
        {
            var (ofStore, ofQueue) = (AnswersAsync(store.PingAsync, cancel), AnswersAsync(queue.PingAsync, cancel));
            var (storeAnswers, queueAnswers) = (await ofStore, await ofQueue);
            var answers = storeAnswers && queueAnswers;
            return new Answer(answers ? 200 : 503, Json.Write(json =>
            {
                json.WriteStartObject();
                json.WriteString("status", Word(answers));
                json.WriteString("store", Word(storeAnswers));
                json.WriteString("queue", Word(queueAnswers));
                json.WriteString("version", Version);
                json.WriteEndObject();
            })).With("Retry-After", answers ? null : "5");
        });

    private static async Task<bool> AnswersAsync(Func<CancellationToken, ValueTask> ping, CancellationToken cancel)
    {
        try
        {
            await ping(cancel);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private static string Word(bool answers) => answers ? "ok" : "unavailable";
}
