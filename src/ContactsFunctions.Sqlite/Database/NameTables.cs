namespace ContactsFunctions.Sqlite.Database;

/// <summary>The interned names of one data file.</summary>
internal sealed class NameTables
{
    public Names Teams { get; } = new("team");

    public Names Kinds { get; } = new("kind");

    public Names Properties { get; } = new("property");

    public void Committed()
    {
        Teams.Committed();
        Kinds.Committed();
        Properties.Committed();
    }

    public void RolledBack()
    {
        Teams.RolledBack();
        Kinds.RolledBack();
        Properties.RolledBack();
    }
}
