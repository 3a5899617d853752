using System.Text.Json;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite.Database;
using ContactsFunctions.Sqlite.Indexing;
using ContactsFunctions.Sqlite.Queue;

namespace ContactsFunctions.Sqlite.Writing;

/// <summary>The writing connection: what may happen inside its transaction. A commit is checked whole before anything of it is written, so nothing is ever undone.</summary>
internal sealed class DocumentWriter : IDisposable
{
    private const string CounterKind = "counter";

    private readonly SqliteConnection connection;
    private readonly NameTables names;
    private readonly TimeProvider time;
    private readonly DocumentTable documents;
    private readonly PendingTable pending;
    private readonly IndexWriter index;
    private long now;
    private int touched;
    private bool emptied;

    public DocumentWriter(SqliteConnection connection, NameTables names, TimeProvider time)
    {
        this.connection = connection;
        this.names = names;
        this.time = time;
        documents = new DocumentTable(connection);
        pending = new PendingTable(connection);
        index = new IndexWriter(connection, names, pending);
        Messages = new MessageTable(connection);
        Backlog = pending.Count();
    }

    /// <summary>The queues' messages.</summary>
    public MessageTable Messages { get; }

    /// <summary>When the transaction began, in Unix milliseconds.</summary>
    public long Now => now;

    /// <summary>Documents whose index rows wait, as far as this process knows.</summary>
    public int Backlog { get; private set; }

    public void Begin()
    {
        connection.Run("BEGIN IMMEDIATE");
        now = time.GetUtcNow().ToUnixTimeMilliseconds();
        pending.Begin();
        touched = 0;
        emptied = false;
    }

    public void Commit()
    {
        connection.Run("COMMIT");
        names.Committed();
        Backlog = Math.Max(0, touched + (emptied ? 0 : Backlog));
    }

    public void RollBack()
    {
        connection.RollBack();
        names.RolledBack();
    }

    public CommitResult Write(string team, Commit commit, EncodedWrite[] writes)
    {
        var teamKey = names.Teams.Intern(connection, team);
        var rows = new DocumentRow?[writes.Length];
        for (var i = 0; i < writes.Length; i++)
        {
            rows[i] = documents.Find(teamKey, writes[i].Write.Id, now);
            var live = rows[i] is { Live: true };
            var status = (writes[i].Write, live) switch
            {
                (DocumentWrite.Create, true) => CommitStatus.Exists,
                (DocumentWrite.Replace or DocumentWrite.Delete, false) => CommitStatus.Missing,
                (DocumentWrite.Replace r, _) when r.IfMatch != rows[i]!.Value.Commit => CommitStatus.Stale,
                (DocumentWrite.Delete { IfMatch: { } tag }, _) when tag != rows[i]!.Value.Commit => CommitStatus.Stale,
                _ => CommitStatus.Committed,
            };
            if (status != CommitStatus.Committed)
            {
                return CommitResult.Lost(status, i);
            }
        }

        var tags = new string?[writes.Length];
        for (var i = 0; i < writes.Length; i++)
        {
            if (writes[i].Document is { } document)
            {
                Put(teamKey, rows[i], document, commit.Id, writes[i].Sort, writes[i].Search, Expires(document.TimeToLive));
                tags[i] = commit.Id;
            }
            else
            {
                Delete(rows[i]!.Value);
            }
        }

        return new CommitResult(CommitStatus.Committed, -1, tags);
    }

    public long Increment(string team, string id, long by, TimeSpan? timeToLive)
    {
        var teamKey = names.Teams.Intern(connection, team);
        var row = documents.Find(teamKey, id, now);
        var value = by;
        var expires = Expires(timeToLive);
        if (row is { Live: true } live)
        {
            using var body = JsonDocument.Parse(documents.Body(live.Key));
            value += body.RootElement.GetProperty("value").GetInt64();
            expires = live.Expires;
        }

        var document = new Document(id, CounterKind, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, long> { ["value"] = value }));
        Put(teamKey, row, document, Core.Storage.Commit.NewId(), null, null, expires);
        return value;
    }

    /// <summary>Deletes up to <paramref name="limit"/> expired documents; returns how many.</summary>
    public int Purge(int limit)
    {
        var expired = documents.Expired(now, limit);
        expired.ForEach(Delete);
        return expired.Count;
    }

    /// <summary>Writes the index rows that wait, of up to <paramref name="limit"/> documents; returns of how many. Fewer than the limit were all.</summary>
    public int WriteIndex(int limit)
    {
        var written = index.WritePending(limit);
        emptied |= written < limit;
        touched = emptied ? 0 : touched - written;
        return written;
    }

    public void Dispose() => connection.Dispose();

    private long? Expires(TimeSpan? timeToLive) => timeToLive is { } span ? now + (long)span.TotalMilliseconds : null;

    private void Put(long team, DocumentRow? row, Document document, string commit, byte[]? sort, byte[]? search, long? expires)
    {
        var kind = names.Kinds.Intern(connection, document.Kind);
        var deleted = document.Index?.DeletedAt is not null;
        if (row is { } old)
        {
            if (old.Indexed || search is not null)
            {
                pending.NoteChange(old.Key);
                touched++;
            }

            documents.Update(old, kind, commit, expires, deleted, sort, search, document.Body.Span);
            return;
        }

        var key = documents.Insert(team, kind, document.Id, commit, expires, deleted, sort, search, document.Body.Span);
        if (search is not null)
        {
            pending.NoteNew(key, team);
            touched++;
        }
    }

    private void Delete(DocumentRow row)
    {
        if (row.Indexed)
        {
            pending.NoteChange(row.Key);
            touched++;
        }

        documents.Delete(row.Key);
    }
}
