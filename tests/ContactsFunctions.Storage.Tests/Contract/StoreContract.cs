using System.Text;
using System.Text.Json;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Storage.Tests.Contract;

/// <summary>
/// What every engine must do, as facts. An engine's subclasses are empty: <c>public sealed class SqliteReads : ReadContract&lt;SqliteHarness&gt;;</c>.
/// Each test works in a team of its own, so an engine may keep one database for all.
/// </summary>
public abstract class StoreContract<THarness> : IAsyncLifetime
    where THarness : StoreHarness, new()
{
    protected const string Contact = "contact";

    private readonly THarness harness = new();

    protected string Team { get; } = NewTeam();

    protected IDocumentStore Store => harness.Store;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await harness.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static string NewTeam() => "t-" + Guid.NewGuid().ToString("N");

    protected ValueTask AdvanceAsync(TimeSpan time) => harness.AdvanceAsync(time);

    protected static Document Doc(string id, int version = 1, DocumentIndex? index = null, TimeSpan? ttl = null, string kind = Contact) =>
        new(id, kind, Encoding.UTF8.GetBytes($$"""{"v":{{version}}}""")) { Index = index, TimeToLive = ttl };

    /// <summary>The number that <see cref="Doc"/> put into the body.</summary>
    protected static int Version(StoredDocument? document)
    {
        Assert.NotNull(document);
        using var body = JsonDocument.Parse(document.Body);
        return body.RootElement.GetProperty("v").GetInt32();
    }

    protected ValueTask<CommitResult> CommitAsync(params DocumentWrite[] writes) => Store.CommitAsync(Team, new Commit(Commit.NewId(), writes), Cancel);

    protected async Task<string> CreateAsync(Document document)
    {
        var result = await CommitAsync(new DocumentWrite.Create(document));
        Assert.Equal(CommitStatus.Committed, result.Status);
        return result.ETags[0]!;
    }

    /// <summary>Creates many in commits as large as the engine takes.</summary>
    protected async Task FillAsync(IEnumerable<Document> documents)
    {
        foreach (var part in documents.Chunk(Math.Min(Store.Limits.Writes, 500)))
        {
            Assert.True((await CommitAsync([.. part.Select(d => new DocumentWrite.Create(d))])).IsCommitted);
        }
    }

    protected ValueTask<StoredDocument?> ReadAsync(string id) => Store.ReadAsync(Team, id, Cancel);

    protected async Task<string> IdsAsync(Filter? filter, bool includeDeleted = false) =>
        await IdsAsync(new DocumentQuery(100) { Filter = filter, IncludeDeleted = includeDeleted });

    /// <summary>The ids of a page, joined by blanks.</summary>
    protected async Task<string> IdsAsync(DocumentQuery query, string? kind = Contact) =>
        string.Join(' ', (await Store.QueryAsync(Team, kind, query, Cancel)).Select(r => r.Id));

    protected static DocumentIndex Index(params SearchField[] search) => new(null, search, []);

    protected static SearchField One(string slug, IndexValue value) => new(slug, false, [value]);

    protected static SearchField Many(string slug, params IndexValue[] values) => new(slug, true, values);

    protected static IndexValue T(string text) => IndexValue.Of(text);

    protected static IndexValue N(double number) => IndexValue.Of(number);
}
