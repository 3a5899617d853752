using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Access;

/// <summary>Teams and their schemas, read together in one request and remembered for five seconds.</summary>
public sealed class TeamSchemas(IDocumentStore store, TimeProvider time)
{
    private readonly ExpiringCache<Entry> cache = new(time);

    /// <summary>The team; null when there is none or it is being erased.</summary>
    public async ValueTask<Team?> FindAsync(string teamId, CancellationToken cancel) =>
        (cache.Find(teamId) ?? await ReadAsync(teamId, cancel)) is { Team.Deleting: false } entry ? entry.Team : null;

    /// <summary>The team's schema, at most five seconds old.</summary>
    public async ValueTask<Schema> GetAsync(Team team, CancellationToken cancel) =>
        ((cache.Find(team.Id) ?? await ReadAsync(team.Id, cancel))?.Schema ?? Schema.Empty).WithDefaultCountry(team.DefaultCountry);

    /// <summary>The newest schema that was read, without reading: a write that met a new definition has just read it. Else <paramref name="before"/>.</summary>
    public Schema Latest(Team team, Schema before) => cache.Find(team.Id)?.Schema.WithDefaultCountry(team.DefaultCountry) ?? before;

    /// <summary>The team's schema as it is now.</summary>
    public async ValueTask<Schema> ReloadAsync(Team team, CancellationToken cancel) =>
        ((await ReadAsync(team.Id, cancel))?.Schema ?? Schema.Empty).WithDefaultCountry(team.DefaultCountry);

    private async ValueTask<Entry?> ReadAsync(string teamId, CancellationToken cancel)
    {
        var readAt = time.GetTimestamp();
        var documents = await store.ReadManyAsync(teamId, [TeamDocument.Id, SchemaDocument.Id], cancel);
        if (documents[0] is not { } found)
        {
            return cache.Set(teamId, null, readAt);
        }

        var team = TeamDocument.Read(teamId, found);
        var custom = documents[1] is { } schema ? SchemaDocument.Read(schema.Body) : [];
        return cache.Set(teamId, new Entry(team, new Schema(custom, team.DefaultCountry)), readAt);
    }

    private sealed record Entry(Team Team, Schema Schema);
}
