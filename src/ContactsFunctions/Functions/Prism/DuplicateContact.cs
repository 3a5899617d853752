using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>POST …/contact/{id}/duplicate</c>: a copy without its unique values; 201.</summary>
public sealed class DuplicateContact(PrismApi api)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismDuplicateContact")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v2/prism/{teamId}/contact/{contactId}/duplicate")] HttpRequest request,
        string teamId, string contactId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, contactId, Role.Member, cancel, (caller, id) => api.WriteAsync(caller, new ContactChange.Duplicate(id)));
}
