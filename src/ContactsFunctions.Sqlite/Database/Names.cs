using System.Collections.Concurrent;

namespace ContactsFunctions.Sqlite.Database;

/// <summary>
/// The integer keys of names (teams, kinds, properties). Names are never removed, so a key once committed holds for the life of the
/// process; a key of a transaction that may still roll back is known to the writer alone.
/// </summary>
internal sealed class Names(string table)
{
    private readonly string selectKey = $"SELECT key FROM {table} WHERE name = ?1";
    private readonly string selectName = $"SELECT name FROM {table} WHERE key = ?1";
    private readonly string insert = $"INSERT INTO {table} (name) VALUES (?1)";
    private readonly ConcurrentDictionary<string, long> keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, string> names = new();
    private readonly Dictionary<string, long> uncommitted = new(StringComparer.Ordinal);

    /// <summary>The key as a reader sees it; null when no document ever used the name.</summary>
    public long? Find(SqliteConnection connection, string name) =>
        keys.TryGetValue(name, out var key) ? key : Select(connection, name);

    public string NameOf(SqliteConnection connection, long key)
    {
        if (!names.TryGetValue(key, out var name))
        {
            var statement = connection.Statement(selectName);
            statement.Bind(1, key);
            statement.Step();
            names[key] = name = statement.Text(0);
            statement.Reset();
        }

        return name;
    }

    /// <summary>The key inside the writer's transaction, made if need be.</summary>
    public long Intern(SqliteConnection writer, string name)
    {
        if (keys.TryGetValue(name, out var key) || uncommitted.TryGetValue(name, out key))
        {
            return key;
        }

        if (Select(writer, name) is { } found)
        {
            return found;
        }

        var statement = writer.Statement(insert);
        statement.BindText(1, name);
        statement.Run();
        return uncommitted[name] = writer.LastInsertRowId;
    }

    /// <summary>As <see cref="Intern(SqliteConnection, string)"/>, for a name in UTF-16 that need not become a string.</summary>
    public long Intern(SqliteConnection writer, ReadOnlySpan<char> name) =>
        keys.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var key) ? key : Intern(writer, name.ToString());

    /// <summary>The writer's transaction took effect.</summary>
    public void Committed()
    {
        foreach (var (name, key) in uncommitted)
        {
            keys[name] = key;
        }

        uncommitted.Clear();
    }

    /// <summary>The writer's transaction did not.</summary>
    public void RolledBack() => uncommitted.Clear();

    private long? Select(SqliteConnection connection, string name)
    {
        var statement = connection.Statement(selectKey);
        statement.BindText(1, name);
        var found = statement.Step() ? statement.Int64(0) : (long?)null;
        statement.Reset();
        return found is { } key ? keys[name] = key : null;
    }
}
