using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>POST …/contact/properties</c>: makes a definition; 201.</summary>
public sealed class CreateProperty(PrismApi api, PropertyCatalog catalog, IdempotentAnswers answers)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismCreateProperty")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v2/prism/{teamId}/contact/properties")] HttpRequest request, string teamId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Admin, cancel, async caller =>
        {
            var (body, error) = await JsonBody.ReadAsync(request, cancel);
            return error is not null ? Problem.Of(error) : await answers.RunAsync(caller, body, Problem.Of, async record =>
            {
                var (input, wrong) = PrismDefinition.Read(body.Root);
                if (wrong is not null)
                {
                    return Problem.Of(wrong);
                }

                var (made, refused) = await catalog.CreateAsync(caller.Team, input, cancel, record is null ? null : d => record(Made(teamId, d)));
                return refused is not null ? PrismDefinition.Answer(refused) : made is null ? null : Made(teamId, made);
            });
        });

    private static Answer Made(string teamId, PropertyDefinition definition) =>
        PrismDefinition.Answer(201, definition).With("Location", $"/v2/prism/{teamId}/contact/properties/{definition.Slug}");
}
