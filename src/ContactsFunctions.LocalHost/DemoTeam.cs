namespace ContactsFunctions.LocalHost;

/// <summary>Makes no team yet: Core's access classes, once they are there, make it here.</summary>
internal sealed class DemoTeam : IFirstStart
{
    /// <inheritdoc/>
    public Task<string?> EnsureDemoTeamAsync(bool newKey, CancellationToken cancel) => Task.FromResult<string?>(null);
}
