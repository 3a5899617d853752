namespace ContactsFunctions.Sqlite;

/// <summary>Where and how the SQLite store keeps its data.</summary>
/// <param name="Path">The data file; its folder must exist. Several processes may use one file.</param>
public sealed record SqliteStoreOptions(string Path)
{
    /// <summary>Decides when documents expire and when they are purged.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How much a committed write withstands.</summary>
    public SqliteSynchronous Synchronous { get; init; } = SqliteSynchronous.Normal;

    /// <summary>How long a write waits for another process that writes.</summary>
    internal TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many written documents may wait for their index rows before these are written while others write and no query asks.</summary>
    internal int IndexBacklog { get; init; } = 10_000;
}

/// <summary>SQLite's <c>synchronous</c> setting (https://www.sqlite.org/pragma.html#pragma_synchronous), in WAL mode.</summary>
public enum SqliteSynchronous
{
    /// <summary>Survives the end of the process at any moment; a power cut can undo the last commits but never tears one.</summary>
    Normal,

    /// <summary>Also survives a power cut: every commit waits for the disk.</summary>
    Full,
}
