using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Queries;

/// <summary>Rows of a page with the place behind the last one; null place on the last page. An error when a run of equals is too long to sort.</summary>
internal sealed record PagedRows(IReadOnlyList<PagedRow> Rows, IReadOnlyList<string?>? NextPlace, QueryError? Error = null);

/// <summary>A row and the place behind it.</summary>
internal readonly record struct PagedRow(StoredDocument Document, IReadOnlyList<string?> Place);

/// <summary>
/// Pages by keyset. The order by one property is one range of its sort keys, and then the contacts without a value by id. Further sort keys
/// order the contacts that are equal in the first: the keys of that run are read and sorted here.
/// </summary>
internal sealed class ContactPager(IDocumentStore store, string team, Filter? filter, bool includeDeleted, IReadOnlyList<SortBy> sort, int limit)
{
    /// <summary>The longest run of equals that is sorted.</summary>
    public const int MaxRun = 10_000;

    private const string ById = "i";
    private const string Present = "p";
    private const string Absent = "a";
    private const string Run = "r";

    private bool Descending => sort.Count > 0 && sort[0].Descending;

    /// <summary>Whether a cursor's place is one that this order gives out.</summary>
    public static bool IsPlace(IReadOnlyList<string?> place, IReadOnlyList<SortBy> sort) => sort.Count switch
    {
        0 => place is [ById, not null],
        1 => place is [Present or Absent, not null],
        _ => place.Count == sort.Count + 2 && place[0] == Run && place[^1] is not null && place.Skip(1).SkipLast(1).All(k => k is null || k.Contains(SortKey.End)),
    };

    /// <summary>The page behind <paramref name="place"/>; null for the first.</summary>
    public ValueTask<PagedRows> PageAsync(IReadOnlyList<string?>? place, CancellationToken cancel) => sort.Count switch
    {
        0 => ByIdAsync(place, cancel),
        1 => ByOneKeyAsync(place, cancel),
        _ => ByRunsAsync(place, cancel),
    };

    private async ValueTask<PagedRows> ByIdAsync(IReadOnlyList<string?>? place, CancellationToken cancel)
    {
        var rows = await QueryAsync(new DocumentQuery(limit + 1) { Filter = filter, After = place?[1] }, cancel);
        return Page([.. rows.Select(r => new PagedRow(r.Document!, [ById, r.Id]))]);
    }

    private async ValueTask<PagedRows> ByOneKeyAsync(IReadOnlyList<string?>? place, CancellationToken cancel)
    {
        var rows = new List<PagedRow>(limit + 1);
        if (place is null || place[0] == Present)
        {
            var present = await QueryAsync(new DocumentQuery(limit + 1) { Filter = filter, SortSlug = sort[0].Slug, Descending = Descending, After = place?[1] }, cancel);
            rows.AddRange(present.Select(r => new PagedRow(r.Document!, [Present, r.Key])));
            place = null;
        }

        if (rows.Count <= limit)
        {
            var absent = await QueryAsync(new DocumentQuery(limit + 1 - rows.Count) { Filter = WithoutKey(), Descending = Descending, After = place?[1] }, cancel);
            rows.AddRange(absent.Select(r => new PagedRow(r.Document!, [Absent, r.Id])));
        }

        return Page(rows);
    }

    private PagedRows Page(List<PagedRow> rows) => new([.. rows.Take(limit)], rows.Count > limit ? rows[limit - 1].Place : null);

    private async ValueTask<PagedRows> ByRunsAsync(IReadOnlyList<string?>? place, CancellationToken cancel)
    {
        var last = place is null ? null : new RunRow(place[^1]!, place[1], [.. place.Skip(2).SkipLast(1)]);
        var rows = new List<RunRow>();
        if (last is null || last.Key is not null)
        {
            if (!await ReadPresentAsync(last, rows, cancel))
            {
                return TooBroad();
            }
        }

        if (rows.Count <= limit)
        {
            var absent = await KeysAsync(new DocumentQuery(MaxRun + 1) { Filter = WithoutKey(), Descending = Descending }, keyed: false, cancel);
            if (absent.Count > MaxRun)
            {
                return TooBroad();
            }

            AddRun(rows, absent, last is { Key: null } ? last : null);
        }

        var page = rows.Take(limit).ToList();
        var documents = page.Count == 0 ? [] : await store.ReadManyAsync(team, [.. page.Select(r => r.Id)], cancel);
        var places = page.Select(IReadOnlyList<string?> (r) => [Run, r.Key, .. r.Keys, r.Id]).ToList();
        return new PagedRows(
            [.. documents.Zip(places).Where(r => r.First is not null).Select(r => new PagedRow(r.First!, r.Second))],
            rows.Count > limit ? places[^1] : null);
    }

    /// <summary>Adds rows in order until the page is full or no contact with a value is left; false when a run is too long.</summary>
    private async ValueTask<bool> ReadPresentAsync(RunRow? last, List<RunRow> rows, CancellationToken cancel)
    {
        var chunk = Math.Clamp(4 * (limit + 1), 200, MaxRun);
        var from = last is null ? null : Edge(last.Key!, end: false);
        var run = new List<RunRow>();
        while (rows.Count <= limit)
        {
            var read = await KeysAsync(new DocumentQuery(chunk) { Filter = filter, SortSlug = sort[0].Slug, Descending = Descending, After = from }, keyed: true, cancel);
            foreach (var row in read)
            {
                if (run.Count > 0 && !SortKey.ValueOf(run[0].Key!).SequenceEqual(SortKey.ValueOf(row.Key!)))
                {
                    AddRun(rows, run, last);
                    run = [];
                }

                run.Add(row);
            }

            var ended = read.Count < chunk;
            if (!ended && rows.Count <= limit)
            {
                var rest = await KeysAsync(
                    new DocumentQuery(MaxRun + 1) { Filter = filter, SortSlug = sort[0].Slug, Descending = Descending, After = run[^1].Key, Until = Edge(run[0].Key!, end: true) }, keyed: true, cancel);
                run.AddRange(rest);
            }

            if (run.Count > MaxRun)
            {
                return false;
            }

            if (ended || rows.Count <= limit)
            {
                from = run.Count == 0 ? from : Edge(run[0].Key!, end: true);
                AddRun(rows, run, last);
                run = [];
            }

            if (ended)
            {
                break;
            }
        }

        return true;
    }

    private void AddRun(List<RunRow> rows, List<RunRow> run, RunRow? last)
    {
        run.Sort(Compare);
        var isLastsRun = last is not null && run.Count > 0 && (last.Key is null ? run[0].Key is null : run[0].Key is { } key && SortKey.ValueOf(last.Key).SequenceEqual(SortKey.ValueOf(key)));
        rows.AddRange(isLastsRun ? run.Where(r => Compare(r, last!) > 0) : run);
    }

    private int Compare(RunRow a, RunRow b)
    {
        for (var i = 1; i < sort.Count; i++)
        {
            var (left, right) = (a.Keys[i - 1], b.Keys[i - 1]);
            if (left is null || right is null)
            {
                if (left is null != right is null)
                {
                    return left is null ? 1 : -1;
                }

                continue;
            }

            var order = SortKey.ValueOf(left).SequenceCompareTo(SortKey.ValueOf(right));
            if (order != 0)
            {
                return sort[i].Descending ? -order : order;
            }
        }

        var byId = string.CompareOrdinal(a.Id, b.Id);
        return Descending ? -byId : byId;
    }

    /// <summary>The exclusive bound before or behind the run of a key, in the direction of the order.</summary>
    private string Edge(string key, bool end)
    {
        var (low, high) = SortKey.RunOf(key);
        return end == Descending ? low : high;
    }

    private Filter WithoutKey()
    {
        var absent = new Filter.Not(new Filter.Exists(new SearchPath(sort[0].Slug, false)));
        return filter is null ? absent : new Filter.And([filter, absent]);
    }

    private async ValueTask<List<RunRow>> KeysAsync(DocumentQuery query, bool keyed, CancellationToken cancel)
    {
        var rows = await QueryAsync(query with { Keys = [.. sort.Skip(1).Select(s => s.Slug)] }, cancel);
        return [.. rows.Select(r => new RunRow(r.Id, keyed ? r.Key : null, r.Keys))];
    }

    private ValueTask<IReadOnlyList<QueryRow>> QueryAsync(DocumentQuery query, CancellationToken cancel) =>
        store.QueryAsync(team, Contact.Kind, query with { IncludeDeleted = includeDeleted }, cancel);

    private PagedRows TooBroad() => new([], null, new QueryError(
        "sort_too_broad", $"More than {MaxRun:N0} contacts are equal in '{sort[0].Slug}', too many to sort by the next key; filter them, or sort by '{sort[0].Slug}' alone."));

    private sealed record RunRow(string Id, string? Key, IReadOnlyList<string?> Keys);
}
