using ContactsFunctions.Core.Access;

namespace ContactsFunctions.LocalHost;

/// <summary>Makes team <c>demo</c> and its admin key.</summary>
internal sealed class DemoTeam(Teams teams, ApiKeys keys) : IFirstStart
{
    private const string Id = "demo";

    /// <inheritdoc/>
    public async Task<string?> EnsureDemoTeamAsync(bool newKey, CancellationToken cancel)
    {
        var isThere = await teams.FindAsync(Id, cancel) is not null;
        if (isThere && !newKey)
        {
            return null;
        }

        // The key before the team: a start that is killed in between makes both again at the next.
        var (_, key) = await keys.CreateAsync(Id, "LocalHost", Role.Admin, allowQueryToken: false, cancel);
        if (!isThere)
        {
            await teams.PutAsync(Id, "Demo", null, cancel);
        }

        return key;
    }
}
