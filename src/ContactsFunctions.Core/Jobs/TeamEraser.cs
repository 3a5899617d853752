using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Jobs;

/// <summary>Erases a team that is marked as deleting: everything in groups, then its keys, and the team's own document last.</summary>
public sealed class TeamEraser(IDocumentStore store, TimeProvider time)
{
    /// <summary>Stands for the job in the queue's messages; there is no job document.</summary>
    public const string JobId = "erase-team";

    /// <summary>Erases until nothing is left or the budget is used up; true when something is left.</summary>
    public async ValueTask<bool> EraseAsync(string team, long began, TimeSpan budget, CancellationToken cancel)
    {
        string? after = null;
        var erased = 0;
        while (time.GetElapsedTime(began) < budget)
        {
            // As many as one commit may delete; what is spared is few.
            var rows = await store.QueryAsync(team, null, new DocumentQuery(Math.Min(store.Limits.Writes, 1_000)) { IncludeDeleted = true, Keys = [], After = after }, cancel);
            var ids = rows.Select(r => r.Id).Where(id => !IsSpared(id)).ToList();
            await DeleteAsync(team, ids, cancel);
            erased += ids.Count;
            after = rows.Count == 0 ? null : rows[^1].Key;
            if (rows.Count > 0)
            {
                continue;
            }

            // A request that was let in before the mark may have written behind the pass: passes go on until one finds nothing.
            if (erased == 0)
            {
                await EraseRestAsync(team, cancel);
                return false;
            }

            erased = 0;
        }

        return true;
    }

    private static bool IsSpared(string id) => id == TeamDocument.Id || id.StartsWith("key:", StringComparison.Ordinal);

    private async ValueTask EraseRestAsync(string team, CancellationToken cancel)
    {
        var rows = await store.QueryAsync(team, ApiKey.Kind, new DocumentQuery(store.Limits.Writes) { Keys = [] }, cancel);
        while (rows.Count > 0)
        {
            await DeleteAsync(team, [.. rows.Select(r => r.Id)], cancel);
            rows = await store.QueryAsync(team, ApiKey.Kind, new DocumentQuery(store.Limits.Writes) { Keys = [] }, cancel);
        }

        await DeleteAsync(team, [TeamDocument.Id], cancel);
    }

    private async ValueTask DeleteAsync(string team, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
        {
            return;
        }

        var result = await store.CommitAsync(team, new Commit(Commit.NewId(), [.. ids.Select(id => new DocumentWrite.Delete(id))]), cancel);
        if (!result.IsCommitted)
        {
            // Somebody deleted one of them, or it expired: the others one by one.
            foreach (var id in ids)
            {
                await store.CommitAsync(team, new Commit(Commit.NewId(), [new DocumentWrite.Delete(id)]), cancel);
            }
        }
    }
}
