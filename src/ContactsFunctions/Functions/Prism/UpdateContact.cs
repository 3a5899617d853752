using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>PATCH …/contact/{id}</c>: an absent slug stays, null clears; 412 when If-Match does not hold.</summary>
public sealed class UpdateContact(PrismApi api)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismUpdateContact")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v2/prism/{teamId}/contact/{contactId}")] HttpRequest request,
        string teamId, string contactId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, contactId, Role.Member, cancel, (caller, id) =>
            api.WriteValuesAsync(caller, values => new ContactChange.Update(id, values, PrismApi.IfMatch(request))));
}
