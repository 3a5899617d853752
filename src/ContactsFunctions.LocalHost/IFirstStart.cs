namespace ContactsFunctions.LocalHost;

/// <summary>Makes sure that there is something to call with at the first start.</summary>
public interface IFirstStart
{
    /// <summary>
    /// Makes team <c>demo</c> with an admin key when the team is not there, and another admin key when <paramref name="newKey"/> is set.
    /// Returns the key that was made, or null when none was.
    /// </summary>
    /// <exception cref="Core.Storage.StoreUnavailableException">The store does not answer.</exception>
    Task<string?> EnsureDemoTeamAsync(bool newKey, CancellationToken cancel);
}
