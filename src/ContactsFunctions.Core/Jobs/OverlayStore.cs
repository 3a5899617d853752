using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Jobs;

/// <summary>A store that reads through to another one and keeps all writes to itself. For one caller at a time.</summary>
internal sealed class OverlayStore(IDocumentStore inner) : IDocumentStore
{
    private readonly Dictionary<string, (StoredDocument Document, DocumentIndex? Index)?> written = new(StringComparer.Ordinal);
    private long counted;

    public CommitLimits Limits => inner.Limits;

    public async ValueTask<StoredDocument?> ReadAsync(string team, string id, CancellationToken cancel) => (await ReadManyAsync(team, [id], cancel))[0];

    public async ValueTask<IReadOnlyList<StoredDocument?>> ReadManyAsync(string team, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var absent = ids.Where(i => !written.ContainsKey(i)).ToList();
        var read = absent.Count == 0 ? [] : await inner.ReadManyAsync(team, absent, cancel);
        return [.. ids.Select(id => written.TryGetValue(id, out var own) ? own?.Document : read[absent.IndexOf(id)])];
    }

    public async ValueTask<CommitResult> CommitAsync(string team, Commit commit, CancellationToken cancel)
    {
        var present = await ReadManyAsync(team, [.. commit.Writes.Select(w => w.Id)], cancel);
        for (var i = 0; i < commit.Writes.Count; i++)
        {
            if (Loses(commit.Writes[i], present[i]) is { } status)
            {
                return CommitResult.Lost(status, i);
            }
        }

        foreach (var write in commit.Writes)
        {
            written[write.Id] = DocumentOf(write) is { } document
                ? (new StoredDocument(document.Id, document.Kind, commit.Id, commit.Id, document.Body), document.Index)
                : null;
        }

        return new CommitResult(CommitStatus.Committed, -1, [.. commit.Writes.Select(w => w is DocumentWrite.Delete ? null : commit.Id)]);
    }

    public ValueTask<long> IncrementAsync(string team, string id, long by, TimeSpan? timeToLive, CancellationToken cancel) => ValueTask.FromResult(counted += by);

    public async ValueTask<IReadOnlyList<QueryRow>> QueryAsync(string team, string? kind, DocumentQuery query, CancellationToken cancel)
    {
        var rows = await inner.QueryAsync(team, kind, query, cancel);
        var own = written.Values.OfType<(StoredDocument Document, DocumentIndex? Index)>().Where(w =>
            w.Document.Kind == kind && w.Index is { DeletedAt: null } index && (query.Filter is null || FilterEvaluator.Matches(query.Filter, w.Document.Id, index)));
        return [.. rows.Where(r => !written.ContainsKey(r.Id)), .. own.Select(w => new QueryRow(w.Document.Id, w.Document.Id, w.Document, []))];
    }

    public ValueTask<long> CountAsync(string team, string? kind, Filter? filter, bool includeDeleted, CancellationToken cancel) =>
        throw new NotSupportedException("A dry run counts nothing.");

    public ValueTask PingAsync(CancellationToken cancel) => inner.PingAsync(cancel);

    private static CommitStatus? Loses(DocumentWrite write, StoredDocument? present) => write switch
    {
        DocumentWrite.Create => present is null ? null : CommitStatus.Exists,
        DocumentWrite.Replace replace => present is null ? CommitStatus.Missing : present.ETag == replace.IfMatch ? null : CommitStatus.Stale,
        DocumentWrite.Delete delete => present is null ? CommitStatus.Missing : delete.IfMatch is null || present.ETag == delete.IfMatch ? null : CommitStatus.Stale,
        _ => null,
    };

    private static Document? DocumentOf(DocumentWrite write) => write switch
    {
        DocumentWrite.Create create => create.Document,
        DocumentWrite.Replace replace => replace.Document,
        DocumentWrite.Upsert upsert => upsert.Document,
        _ => null,
    };
}
