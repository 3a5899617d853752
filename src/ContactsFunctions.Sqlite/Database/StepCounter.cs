namespace ContactsFunctions.Sqlite.Database;

/// <summary>Adds up the virtual-machine steps of the statements that ended: what a query costs, free of the machine's speed.</summary>
internal sealed class StepCounter
{
    private long steps;

    public long Total => Interlocked.Read(ref steps);

    public void Add(int count) => Interlocked.Add(ref steps, count);
}
