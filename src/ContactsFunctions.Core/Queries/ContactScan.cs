using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Queries;

/// <summary>A checked query at a place in its order, which reads on in steps of any size and knows the cursor behind each contact of the last step.</summary>
public sealed class ContactScan
{
    private readonly IDocumentStore store;
    private readonly string team;
    private readonly Filter? filter;
    private readonly ContactPageRequest request;
    private PageCursor at;
    private IReadOnlyList<PagedRow> step = [];

    internal ContactScan(IDocumentStore store, string team, Filter? filter, ContactPageRequest request, PageCursor at) =>
        (this.store, this.team, this.filter, this.request, this.at) = (store, team, filter, request, at);

    /// <summary>Rows of a page, which cursors remember.</summary>
    public int Limit => at.Limit;

    /// <summary>Whether the last contact has been read.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>The cursor behind all that was read; null at the end.</summary>
    public string? Cursor => IsAtEnd ? null : at.Encode();

    /// <summary>The bytes of the documents of the last step.</summary>
    public long StepBytes => step.Sum(r => (long)r.Document.Body.Length);

    /// <summary>Reads the next contacts, at most so many. After an error the scan stays where it was.</summary>
    public async ValueTask<(IReadOnlyList<ContactVersion> Contacts, QueryError? Error)> ReadAsync(int rows, CancellationToken cancel)
    {
        var pager = new ContactPager(store, team, filter, request.IncludeDeleted, request.Sort, rows);
        var read = await pager.PageAsync(at.Place.Count == 0 ? null : at.Place, cancel);
        if (read.Error is not null)
        {
            return ([], read.Error);
        }

        step = read.Rows;
        IsAtEnd = read.NextPlace is null;
        at = at with { Place = read.NextPlace ?? at.Place };
        return ([.. step.Select(r => ContactQuery.VersionOf(r.Document))], null);
    }

    /// <summary>The cursor behind the contact at this index of the last step.</summary>
    public string CursorBehind(int index) => (at with { Place = step[index].Place }).Encode();

    /// <summary>How many contacts match, wherever the scan is.</summary>
    public ValueTask<long> CountAsync(CancellationToken cancel) => store.CountAsync(team, Contact.Kind, filter, request.IncludeDeleted, cancel);
}
