using System.Globalization;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Tests;

/// <summary>An engine in memory, as plain as the contract allows, which counts its requests and lets a test lose races on purpose.</summary>
internal sealed class MemoryDocumentStore(TimeProvider time, CommitLimits? limits = null) : IDocumentStore
{
    /// <summary>The limits of Cosmos DB.</summary>
    public static readonly CommitLimits Cosmos = new(100, 1_900_000);

    private static readonly DocumentIndex NoIndex = new(null, [], []);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Team, string Id), Entry> entries = [];
    private readonly Dictionary<(string Team, string Id), (long Value, DateTimeOffset? Expires)> counters = [];
    private long version;
    private bool isInterrupted;

    public CommitLimits Limits { get; } = limits ?? new CommitLimits(6_000, 16_000_000);

    /// <summary>The names of the requests made so far: read, read many, commit, increment, query, count.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The commits asked for so far, lost ones too.</summary>
    public List<Commit> Commits { get; } = [];

    /// <summary>Runs before each commit, outside of it; what it writes itself does not run it again.</summary>
    public Func<Commit, Task>? BeforeCommit { get; set; }

    public ValueTask<StoredDocument?> ReadAsync(string team, string id, CancellationToken cancel)
    {
        lock (gate)
        {
            Requests.Add("read");
            return ValueTask.FromResult(Find(team, id)?.Stored);
        }
    }

    public ValueTask<IReadOnlyList<StoredDocument?>> ReadManyAsync(string team, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        lock (gate)
        {
            Requests.Add("read many");
            return ValueTask.FromResult<IReadOnlyList<StoredDocument?>>([.. ids.Select(id => Find(team, id)?.Stored)]);
        }
    }

    public async ValueTask<CommitResult> CommitAsync(string team, Commit commit, CancellationToken cancel)
    {
        if (BeforeCommit is { } before && !isInterrupted)
        {
            isInterrupted = true;
            await before(commit);
            isInterrupted = false;
        }

        lock (gate)
        {
            Requests.Add("commit");
            Commits.Add(commit);
            return Apply(team, commit);
        }
    }

    public ValueTask<long> IncrementAsync(string team, string id, long by, TimeSpan? timeToLive, CancellationToken cancel)
    {
        lock (gate)
        {
            Requests.Add("increment");
            var live = counters.TryGetValue((team, id), out var found) && !(found.Expires <= time.GetUtcNow());
            var after = live ? (found.Value + by, found.Expires) : (by, time.GetUtcNow() + timeToLive);
            counters[(team, id)] = after;
            return ValueTask.FromResult(after.Item1);
        }
    }

    public ValueTask<IReadOnlyList<QueryRow>> QueryAsync(string team, string? kind, DocumentQuery query, CancellationToken cancel)
    {
        lock (gate)
        {
            Requests.Add("query");
            var rows = Matching(team, kind, query.Filter, query.IncludeDeleted)
                .Select(e => (Entry: e, Key: query.SortSlug is null ? e.Document.Id : KeyOf(e, query.SortSlug)))
                .Where(r => r.Key is not null && IsBehind(query.After, r.Key, query.Descending) && IsBehind(r.Key, query.Until, query.Descending))
                .OrderBy(r => r.Key, Comparer<string?>.Create((a, b) => query.Descending ? string.CompareOrdinal(b, a) : string.CompareOrdinal(a, b)))
                .Take(query.Limit)
                .Select(r => query.Keys is { } slugs
                    ? new QueryRow(r.Entry.Document.Id, r.Key!, null, [.. slugs.Select(s => KeyOf(r.Entry, s))])
                    : new QueryRow(r.Entry.Document.Id, r.Key!, r.Entry.Stored, []));
            return ValueTask.FromResult<IReadOnlyList<QueryRow>>([.. rows]);
        }
    }

    public ValueTask<long> CountAsync(string team, string? kind, Filter? filter, bool includeDeleted, CancellationToken cancel)
    {
        lock (gate)
        {
            Requests.Add("count");
            return ValueTask.FromResult((long)Matching(team, kind, filter, includeDeleted).Count());
        }
    }

    public ValueTask PingAsync(CancellationToken cancel) => ValueTask.CompletedTask;

    private static bool IsBehind(string? before, string? behind, bool descending) =>
        before is null || behind is null || (descending ? string.CompareOrdinal(behind, before) < 0 : string.CompareOrdinal(behind, before) > 0);

    private static string? KeyOf(Entry entry, string slug) => entry.Document.Index?.Sort.FirstOrDefault(s => s.Slug == slug)?.Key;

    private IEnumerable<Entry> Matching(string team, string? kind, Filter? filter, bool includeDeleted) =>
        from pair in entries
        let document = pair.Value.Document
        where pair.Key.Team == team && IsLive(pair.Value) && (kind is null || document.Kind == kind)
            && (includeDeleted || document.Index?.DeletedAt is null)
            && (filter is null || FilterEvaluator.Matches(filter, document.Id, document.Index ?? NoIndex))
        select pair.Value;

    private CommitResult Apply(string team, Commit commit)
    {
        var size = commit.Writes.Sum(w => DocumentOf(w)?.Size ?? 0);
        if (commit.Writes.Count == 0 || commit.Writes.Count > Limits.Writes || size > Limits.Bytes || commit.Writes.DistinctBy(w => w.Id).Count() < commit.Writes.Count)
        {
            throw new ArgumentException($"A commit of {commit.Writes.Count} writes and {size} bytes is empty, too large or writes a document twice.", nameof(commit));
        }

        for (var i = 0; i < commit.Writes.Count; i++)
        {
            var found = Find(team, commit.Writes[i].Id);
            CommitStatus? lost = commit.Writes[i] switch
            {
                DocumentWrite.Create => found is null ? null : CommitStatus.Exists,
                DocumentWrite.Replace replace => found is null ? CommitStatus.Missing : found.Stored.ETag == replace.IfMatch ? null : CommitStatus.Stale,
                DocumentWrite.Delete delete => found is null ? CommitStatus.Missing : delete.IfMatch is null || found.Stored.ETag == delete.IfMatch ? null : CommitStatus.Stale,
                _ => null,
            };
            if (lost is { } status)
            {
                return CommitResult.Lost(status, i);
            }
        }

        return new CommitResult(CommitStatus.Committed, -1, [.. commit.Writes.Select(w => Put(team, w, commit.Id))]);
    }

    private string? Put(string team, DocumentWrite write, string commit)
    {
        if (DocumentOf(write) is not { } document)
        {
            entries.Remove((team, write.Id));
            return null;
        }

        var tag = (++version).ToString(CultureInfo.InvariantCulture);
        var body = document.Body.ToArray();
        entries[(team, document.Id)] = new Entry(document, new StoredDocument(document.Id, document.Kind, tag, commit, body), time.GetUtcNow() + document.TimeToLive);
        return tag;
    }

    private static Document? DocumentOf(DocumentWrite write) => write switch
    {
        DocumentWrite.Create create => create.Document,
        DocumentWrite.Replace replace => replace.Document,
        DocumentWrite.Upsert upsert => upsert.Document,
        _ => null,
    };

    private Entry? Find(string team, string id) => entries.TryGetValue((team, id), out var entry) && IsLive(entry) ? entry : null;

    private bool IsLive(Entry entry) => !(entry.Expires <= time.GetUtcNow());

    private sealed record Entry(Document Document, StoredDocument Stored, DateTimeOffset? Expires);
}
