namespace ContactsFunctions.Core.Jobs;

/// <summary>Is told how far a job is, after each group.</summary>
public interface IJobProgress
{
    /// <summary>Called by runners, maybe of several jobs at once; must not take long.</summary>
    void Report(Job job);
}

/// <summary>Tells nobody.</summary>
public sealed class NoJobProgress : IJobProgress
{
    /// <inheritdoc/>
    public void Report(Job job)
    {
    }
}
