using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>POST …/contact/{id}/restore</c>: brings a soft-deleted contact back; 409 when somebody holds a unique value now.</summary>
public sealed class RestoreContact(PrismApi api)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismRestoreContact")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v2/prism/{teamId}/contact/{contactId}/restore")] HttpRequest request,
        string teamId, string contactId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, contactId, Role.Member, cancel, (caller, id) => api.WriteAsync(caller, new ContactChange.Restore(id)));
}
