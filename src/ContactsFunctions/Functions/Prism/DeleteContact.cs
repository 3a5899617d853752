using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>DELETE …/contact/{id}</c>: soft-deletes, 204; with <c>permanent=true</c> an admin erases for good.</summary>
public sealed class DeleteContact(PrismApi api, ContactWriter writer)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismDeleteContact")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v2/prism/{teamId}/contact/{contactId}")] HttpRequest request,
        string teamId, string contactId, CancellationToken cancel)
    {
        var parameters = new QueryParameters(request.Query);
        var permanent = parameters.Flag("permanent");
        return api.RunAsync(request, teamId, contactId, permanent ? Role.Admin : Role.Member, cancel, async (caller, id) =>
        {
            if (parameters.Error is { } error)
            {
                return Problem.Of(error);
            }

            var ifMatch = PrismApi.IfMatch(request);
            ContactChange change = permanent ? new ContactChange.Erase(id, ifMatch) : new ContactChange.Delete(id, ifMatch);
            var outcome = (await writer.WriteAsync(caller.Team, change, null, cancel)).Outcomes[0];
            return outcome is ContactOutcome.Failed failed ? Problem.Of(ApiErrors.Of(failed.Error)) : Answer.Empty(204);
        });
    }
}
