using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Http;
using Microsoft.AspNetCore.Http;

namespace ContactsFunctions.Functions.Prism;

/// <summary>What Prism's operations share: the guard, the body, and the answer to a change of one contact.</summary>
public sealed class PrismApi(TeamApi api, TeamSchemas schemas, IdempotentWrites writes)
{
    /// <summary>Runs an operation for a caller with at least this role.</summary>
    public Task<IResult> RunAsync(HttpRequest request, string teamId, Role role, CancellationToken cancel, Func<Caller, Task<IResult>> operation) =>
        api.RunAsync(request, teamId, role, cancel, operation);

    /// <summary>Runs an operation on the contact that a path names; what is no UUID names none.</summary>
    public Task<IResult> RunAsync(HttpRequest request, string teamId, string contactId, Role role, CancellationToken cancel, Func<Caller, Guid, Task<IResult>> operation) =>
        api.RunAsync(request, teamId, role, cancel, caller => Guid.TryParseExact(contactId, "D", out var id)
            ? operation(caller, id)
            : Task.FromResult<IResult>(Problem.Of(ApiErrors.NotFound("such contact"))));

    /// <summary>Runs a change with the values of the body. A body that cannot be read is answered before anything else.</summary>
    public async Task<IResult> WriteValuesAsync(Caller caller, Func<ContactValuesInput, ContactChange> change)
    {
        var (body, error) = await JsonBody.ReadAsync(caller.Request, caller.Cancel);
        if (error is not null)
        {
            return Problem.Of(error);
        }

        var (values, wrong) = PrismBody.Values(body);
        return wrong is not null ? Problem.Of(wrong) : await WriteAsync(caller, change(values), body);
    }

    /// <summary>Runs a change that takes no values. The body is read all the same: it is part of what an Idempotency-Key stands for.</summary>
    public async Task<IResult> WriteAsync(Caller caller, ContactChange change)
    {
        var (body, error) = await JsonBody.ReadAsync(caller.Request, caller.Cancel);
        return error is not null ? Problem.Of(error) : await WriteAsync(caller, change, body);
    }

    /// <summary>Runs a change and answers with the contact as it is then: 201 when it was made, 204 when it was deleted, else 200.</summary>
    public async Task<IResult> WriteAsync(Caller caller, ContactChange change, JsonBody body)
    {
        var schema = await schemas.GetAsync(caller.Team, caller.Cancel);
        return await writes.WriteAsync(caller, change, body, outcome => outcome switch
        {
            ContactOutcome.Failed failed => Problem.Of(ApiErrors.Of(failed.Error)),
            ContactOutcome.Deleted => Answer.Empty(204),
            _ => PrismContact.Answer(outcome is ContactOutcome.Created ? 201 : 200, outcome.After!, schemas.Latest(caller.Team, schema), PrismSelection.All, caller.Team.Id),
        }, Problem.Of);
    }

    /// <summary>The If-Match header; null when there is none.</summary>
    public static string? IfMatch(HttpRequest request) => request.Headers.IfMatch.ToString() is { Length: > 0 } header ? header : null;
}
