using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Sqlite.Database;

/// <summary>An answer of SQLite that only a bug, or a file that is no database, explains.</summary>
internal sealed class SqliteException(int code, string message) : Exception($"SQLite error {code}: {message}")
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    /// <summary>The exception for a result code (https://www.sqlite.org/rescode.html): states of the machine or of another process are <see cref="StoreUnavailableException"/>.</summary>
    public static Exception From(int code, string message) => (code & 0xff) switch
    {
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED or SQLitePCL.raw.SQLITE_NOMEM or SQLitePCL.raw.SQLITE_READONLY
            or SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_PROTOCOL
            => new StoreUnavailableException($"The SQLite file does not answer ({code}: {message}).", Retry),
        _ => new SqliteException(code, message),
    };
}
