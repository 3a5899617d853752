using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Queries;
using ContactsFunctions.Http;

namespace ContactsFunctions.Functions.Prism;

/// <summary>Answers with a page of rows: what the list and the query have in common once they know what is asked for.</summary>
public sealed class PrismPage(ContactQuery contacts, TeamSchemas schemas)
{
    /// <summary>The page with the properties of <paramref name="select"/>, or a 400 that says what is wrong.</summary>
    public async Task<Answer> AnswerAsync(Caller caller, ContactPageRequest query, IReadOnlyList<string> select)
    {
        var (page, error) = await contacts.PageAsync(caller.Team, query, caller.Cancel);
        if (error is not null)
        {
            return Problem.Of(ApiErrors.Of(error));
        }

        var schema = await schemas.GetAsync(caller.Team, caller.Cancel);
        var (selection, unknown) = PrismSelection.Parse(select, schema);
        return unknown is not null ? Problem.Of(unknown) : PrismContact.Page(page!, schema, selection);
    }
}
