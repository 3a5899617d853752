using System.Text.Json;
using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Queries;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Tests.Meaning;

namespace ContactsFunctions.Core.Tests;

/// <summary>A team in a memory store, with the domain around it. Its schema, if any, is stored; caches are warm.</summary>
internal sealed class TeamFixture
{
    public static readonly Team Team = new("acme", "Acme", "US");

    private TeamFixture(CommitLimits? limits)
    {
        Store = new MemoryDocumentStore(Time, limits);
        Schemas = new TeamSchemas(Store, Time);
        Numbers = new SequenceNumbers(Store);
        Writer = new ContactWriter(Store, Schemas, Numbers, Time);
        Query = new ContactQuery(Store, Schemas);
    }

    public FakeTime Time { get; } = new();

    public MemoryDocumentStore Store { get; }

    public TeamSchemas Schemas { get; }

    public SequenceNumbers Numbers { get; }

    public ContactWriter Writer { get; }

    public ContactQuery Query { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TeamFixture> StartAsync(IReadOnlyList<PropertyDefinition>? definitions = null, CommitLimits? limits = null)
    {
        var fixture = new TeamFixture(limits);
        await fixture.PutAsync(TeamDocument.Of(Team));
        await fixture.DefineAsync(definitions ?? []);
        await fixture.Schemas.GetAsync(Team, Cancel);
        await fixture.Numbers.TakeAsync(Team.Id, 1, Cancel);
        fixture.Forget();
        return fixture;
    }

    public static PropertyDefinition Define(string slug, PropertyType type = PropertyType.Text) => new(Guid.NewGuid(), slug, type) { Label = slug };

    /// <summary>A body as Prism takes it: <c>{"default": {…}, "list": {…}}</c>, or the members of default alone.</summary>
    public static ContactValuesInput Body(string json)
    {
        var root = JsonSerializer.Deserialize<JsonElement>(json);
        var body = root.TryGetProperty("default", out var inner) ? inner : root.TryGetProperty("list", out _) ? JsonSerializer.Deserialize<JsonElement>("{}") : root;
        return new ContactValuesInput(
            Members(body)!,
            root.TryGetProperty("list", out var lists) ? [.. lists.EnumerateObject().Select(l => KeyValuePair.Create(l.Name, Members(l.Value)))] : []);
    }

    public Task DefineAsync(IReadOnlyList<PropertyDefinition> definitions) => PutAsync(new Document(SchemaDocument.Id, SchemaDocument.Kind, SchemaDocument.Write(definitions)));

    /// <summary>Forgets the requests counted so far.</summary>
    public void Forget()
    {
        Store.Requests.Clear();
        Store.Commits.Clear();
    }

    public async Task<ContactOutcome> WriteAsync(ContactChange change) => Assert.Single((await Writer.WriteAsync(Team, change, null, Cancel)).Outcomes);

    public async Task<List<ContactOutcome>> WriteAllAsync(params ContactChange[] changes)
    {
        var outcomes = new List<ContactOutcome>();
        while (outcomes.Count < changes.Length)
        {
            outcomes.AddRange((await Writer.WriteGroupAsync(Team, changes, outcomes.Count, null, Cancel)).Outcomes);
        }

        return outcomes;
    }

    public async Task<ContactVersion> CreateAsync(string json) =>
        Assert.IsType<ContactOutcome.Created>(await WriteAsync(new ContactChange.Create(Body(json)))).Version;

    public async Task<Contact?> ReadAsync(Guid id, bool deleted = false) => (await Query.GetAsync(Team, id, deleted, Cancel))?.Contact;

    /// <summary>The property's value as JSON, <c>null</c> when absent.</summary>
    public static string Show(Contact contact, string slug, Schema? schema = null) =>
        contact.ValueOf((schema ?? Schema.Empty).Find(slug)!) is { } value ? System.Text.Encoding.UTF8.GetString(Json.Write(value.WriteTo)) : "null";

    public static ContactError ErrorOf(ContactOutcome outcome) => Assert.IsType<ContactOutcome.Failed>(outcome).Error;

    private static IReadOnlyList<KeyValuePair<string, PropertyInput>>? Members(JsonElement json) =>
        json.ValueKind == JsonValueKind.Null ? null : [.. json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, PropertyInput.Of(p.Value)))];

    private async Task PutAsync(Document document) =>
        await Store.CommitAsync(Team.Id, new Commit(Commit.NewId(), [new DocumentWrite.Upsert(document)]), Cancel);
}
