using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>PATCH …/contact/properties/{slug or id}</c>: label, description, required, read_only and options change; the rest is fixed.</summary>
public sealed class UpdateProperty(PrismApi api, PropertyCatalog catalog, IdempotentAnswers answers)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismUpdateProperty")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v2/prism/{teamId}/contact/properties/{property}")] HttpRequest request,
        string teamId, string property, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Admin, cancel, async caller =>
        {
            var parameters = new QueryParameters(request.Query);
            var force = parameters.Flag("force");
            var (body, error) = await JsonBody.ReadAsync(request, cancel);
            return (parameters.Error ?? error) is { } unread ? Problem.Of(unread) : await answers.RunAsync(caller, body, Problem.Of, async record =>
            {
                var (input, wrong) = PrismDefinition.Read(body.Root);
                if (wrong is not null)
                {
                    return Problem.Of(wrong);
                }

                var (changed, refused) = await catalog.UpdateAsync(caller.Team, property, input, force, cancel, record is null ? null : d => record(PrismDefinition.Answer(200, d)));
                return refused is not null ? PrismDefinition.Answer(refused) : changed is null ? null : PrismDefinition.Answer(200, changed);
            });
        });
}
