using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Access;

/// <summary>Makes, changes and shows teams.</summary>
public sealed class Teams(IDocumentStore store, TeamSchemas schemas)
{
    /// <summary>The team as stored, one being erased too; null when there is none.</summary>
    public async ValueTask<Team?> FindAsync(string teamId, CancellationToken cancel) =>
        await store.ReadAsync(teamId, TeamDocument.Id, cancel) is { } document ? TeamDocument.Read(teamId, document) : null;

    /// <summary>Makes the team or changes it; null members stay as they are. Says whether it was made; null when it is being erased.</summary>
    public async ValueTask<(Team Team, bool Created)?> PutAsync(string teamId, string? name, string? defaultCountry, CancellationToken cancel)
    {
        while (true)
        {
            var present = await store.ReadAsync(teamId, TeamDocument.Id, cancel);
            var before = present is null ? new Team(teamId, teamId, "US") : TeamDocument.Read(teamId, present);
            if (before.Deleting)
            {
                return null;
            }

            var after = before with { Name = name ?? before.Name, DefaultCountry = defaultCountry ?? before.DefaultCountry };
            DocumentWrite write = present is null ? new DocumentWrite.Create(TeamDocument.Of(after)) : new DocumentWrite.Replace(TeamDocument.Of(after), present.ETag);
            if ((await store.CommitAsync(teamId, new Commit(Commit.NewId(), [write]), cancel)).IsCommitted)
            {
                await schemas.ReloadAsync(after, cancel);
                return (after, present is null);
            }
        }
    }

    /// <summary>Marks the team as deleting: its routes answer 404 within five seconds. False when there is no such team; again a success when it is marked already.</summary>
    public async ValueTask<bool> MarkDeletingAsync(string teamId, CancellationToken cancel)
    {
        while (true)
        {
            if (await store.ReadAsync(teamId, TeamDocument.Id, cancel) is not { } present)
            {
                return false;
            }

            var marked = TeamDocument.Read(teamId, present) with { Deleting = true };
            if ((await store.CommitAsync(teamId, new Commit(Commit.NewId(), [new DocumentWrite.Replace(TeamDocument.Of(marked), present.ETag)]), cancel)).IsCommitted)
            {
                await schemas.ReloadAsync(marked, cancel);
                return true;
            }
        }
    }
}
