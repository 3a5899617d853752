using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.Functions.Prism;

/// <summary><c>POST …/contact</c>: makes a contact; 201 with Location and ETag.</summary>
public sealed class CreateContact(PrismApi api)
{
    /// <summary>Runs the operation.</summary>
    [Function("PrismCreateContact")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v2/prism/{teamId}/contact")] HttpRequest request, string teamId, CancellationToken cancel) =>
        api.RunAsync(request, teamId, Role.Member, cancel, caller => api.WriteValuesAsync(caller, values => new ContactChange.Create(values)));
}
