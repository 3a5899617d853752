using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Queries;

/// <summary>The only read path: one contact, a page of contacts, a count.</summary>
public sealed class ContactQuery(IDocumentStore store, TeamSchemas schemas)
{
    /// <summary>The contact with the id; null when there is none. Soft-deleted ones only when asked for.</summary>
    public async ValueTask<ContactVersion?> GetAsync(Team team, Guid id, bool includeDeleted, CancellationToken cancel)
    {
        var document = await store.ReadAsync(team.Id, id.ToString(), cancel);
        var version = document is { Kind: Contact.Kind } ? VersionOf(document) : null;
        return version?.Contact.DeletedAt is null || includeDeleted ? version : null;
    }

    /// <summary>The contacts with these ids as they are now, in that order; null where absent or soft-deleted.</summary>
    public async ValueTask<IReadOnlyList<ContactVersion?>> GetManyAsync(Team team, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var documents = ids.Count == 0 ? [] : await store.ReadManyAsync(team.Id, [.. ids.Select(i => i.ToString())], cancel);
        return [.. documents.Select(d => d is { Kind: Contact.Kind } && VersionOf(d) is { Contact.DeletedAt: null } version ? version : null)];
    }

    /// <summary>The live contact that has a value; several are an error, as is a value that cannot be the property's.</summary>
    public async ValueTask<(ContactVersion? Found, ContactError? Error)> FindAsync(Team team, ContactMatch match, CancellationToken cancel)
    {
        var schema = await schemas.GetAsync(team, cancel);
        var operand = MatchOperand.Of(match, schema);
        if (operand is null || (operand.Error is not null && operand.Definition.Type.IsSelect()))
        {
            schema = await schemas.ReloadAsync(team, cancel);
            operand = MatchOperand.Of(match, schema);
        }

        if (operand is null)
        {
            return (null, ContactErrors.Unknown(match.Slug, match.Slug, schema));
        }

        if (operand.Error is { } why)
        {
            return (null, ContactErrors.Operand(match.Slug, why));
        }

        var filter = And([new Filter.In(MatchOperand.PathOf(operand.Definition), [operand.Value]), InList(match.ListId)]);
        var rows = await store.QueryAsync(team.Id, Contact.Kind, new DocumentQuery(MatchOperand.PathOf(operand.Definition).Multiple ? 200 : 2) { Filter = filter }, cancel);
        var found = MatchOperand.PreferPrimary([.. rows.Select(r => VersionOf(r.Document!))], operand.Definition, operand.Value, v => v.Contact);
        return found.Count > 1 ? (null, ContactErrors.Several(match.Slug)) : (found.FirstOrDefault(), null);
    }

    /// <summary>A page, or why there is none.</summary>
    public async ValueTask<(ContactPage? Page, QueryError? Error)> PageAsync(Team team, ContactPageRequest request, CancellationToken cancel)
    {
        var (scan, error) = await ScanAsync(team, request, cancel);
        if (error is not null)
        {
            return (null, error);
        }

        var (contacts, wrong) = await scan!.ReadAsync(scan.Limit, cancel);
        if (wrong is not null)
        {
            return (null, wrong);
        }

        long? total = request.IncludeTotal ? await scan.CountAsync(cancel) : null;
        return (new ContactPage(contacts, !scan.IsAtEnd, scan.Cursor, total), null);
    }

    /// <summary>A reading of all that match, begun at the request's cursor; or why there is none. Nothing is read yet.</summary>
    public async ValueTask<(ContactScan? Scan, QueryError? Error)> ScanAsync(Team team, ContactPageRequest request, CancellationToken cancel)
    {
        var (filter, error) = await CompileAsync(team, request, cancel);
        if (error is not null)
        {
            return (null, error);
        }

        var hash = PageCursor.HashOf(team.Id, filter, request.Sort, request.IncludeDeleted);
        PageCursor? cursor = null;
        if (request.Cursor is { } text)
        {
            cursor = PageCursor.Decode(text);
            if (cursor is null)
            {
                return (null, new QueryError("invalid_cursor", "The cursor is not one that this API gave out; begin again without it."));
            }

            if (cursor.QueryHash != hash || !ContactPager.IsPlace(cursor.Place, request.Sort))
            {
                return (null, new QueryError("cursor_mismatch", "The cursor belongs to another query; send the query that it came from, or begin again without it."));
            }
        }

        var limit = Math.Min(cursor?.Limit ?? request.Limit, request.MaxLimit);
        return (new ContactScan(store, team.Id, filter, request, new PageCursor(hash, limit, cursor?.Place ?? [])), null);
    }

    /// <summary>How many contacts match; paging members of the request are ignored.</summary>
    public async ValueTask<(long Count, QueryError? Error)> CountAsync(Team team, ContactPageRequest request, CancellationToken cancel)
    {
        var (filter, error) = await CompileAsync(team, request, cancel);
        return error is null ? (await store.CountAsync(team.Id, Contact.Kind, filter, request.IncludeDeleted, cancel), null) : (0, error);
    }

    private async ValueTask<(Filter? Filter, QueryError? Error)> CompileAsync(Team team, ContactPageRequest request, CancellationToken cancel)
    {
        var schema = request.Where is null && request.Sort.Count == 0 ? Schema.Empty : await schemas.GetAsync(team, cancel);
        var compiled = Compile(request, schema);
        return compiled.Error is { IsAboutDefinitions: true } ? Compile(request, await schemas.ReloadAsync(team, cancel)) : compiled;
    }

    private static (Filter? Filter, QueryError? Error) Compile(ContactPageRequest request, Schema schema)
    {
        if (CheckSort(request.Sort, schema) is { } sortError)
        {
            return (null, sortError);
        }

        if (request.Ids is { Count: > FilterCompiler.MaxOperands })
        {
            return (null, new QueryError("invalid_operand", $"'id' takes at most {FilterCompiler.MaxOperands} ids."));
        }

        var (where, error) = request.Where is null ? (null, null) : FilterCompiler.Compile(request.Where, schema);
        return error is not null
            ? (null, error)
            : (And([where, InList(request.ListId), request.Ids is null ? null : new Filter.Ids(request.Ids), request.Q is null ? null : FreeText.FilterOf(request.Q)]), null);
    }

    private static QueryError? CheckSort(IReadOnlyList<SortBy> sort, Schema schema)
    {
        if (sort.Count > ContactPageRequest.MaxSorts)
        {
            return new QueryError("invalid_sort", $"Invalid sort: at most {ContactPageRequest.MaxSorts} keys.");
        }

        foreach (var key in sort)
        {
            if (schema.Find(key.Slug) is not { } definition)
            {
                return new QueryError("unknown_property", $"Invalid sort: {schema.UnknownSlug(key.Slug)}") { Property = key.Slug, IsAboutDefinitions = true };
            }

            if (!definition.Sortable)
            {
                return new QueryError("invalid_sort", $"Invalid sort: '{key.Slug}' has {(definition.Multiple ? "several values" : "objects as values")}, which have no order.") { Property = key.Slug };
            }
        }

        return sort.DistinctBy(k => k.Slug).Count() == sort.Count ? null : new QueryError("invalid_sort", "Invalid sort: a property is named twice.");
    }

    private static Filter? InList(string? listId) => listId is null ? null : new Filter.In(new SearchPath(ContactIndex.Lists, true), [IndexValue.Of(listId)]);

    private static Filter? And(IReadOnlyList<Filter?> filters)
    {
        var given = filters.OfType<Filter>().ToList();
        return given.Count switch { 0 => null, 1 => given[0], _ => new Filter.And(given) };
    }

    internal static ContactVersion VersionOf(StoredDocument document) => new(ContactDocument.Read(document.Id, document.Body), document.Commit);
}
