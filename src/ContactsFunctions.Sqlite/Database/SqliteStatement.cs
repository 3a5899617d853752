using System.Text;
using SQLitePCL;

namespace ContactsFunctions.Sqlite.Database;

/// <summary>A prepared statement: bind, step, read columns, reset. Parameters count from 1, columns from 0; bindings stay until bound anew.</summary>
internal sealed class SqliteStatement(SqliteConnection connection, sqlite3_stmt handle) : IDisposable
{
    public void Bind(int parameter, long value) => connection.Check(raw.sqlite3_bind_int64(handle, parameter, value));

    public void Bind(int parameter, double value) => connection.Check(raw.sqlite3_bind_double(handle, parameter, value));

    public void BindNull(int parameter) => connection.Check(raw.sqlite3_bind_null(handle, parameter));

    public void Bind(int parameter, long? value)
    {
        if (value is { } number)
        {
            Bind(parameter, number);
        }
        else
        {
            BindNull(parameter);
        }
    }

    /// <summary>Binds text given in UTF-8.</summary>
    public void BindText(int parameter, ReadOnlySpan<byte> utf8) =>
        connection.Check(utf8.IsEmpty ? raw.sqlite3_bind_text(handle, parameter, "") : raw.sqlite3_bind_text(handle, parameter, utf8));

    public void BindText(int parameter, string text)
    {
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (size > 512)
        {
            BindText(parameter, Encoding.UTF8.GetBytes(text));
            return;
        }

        Span<byte> utf8 = stackalloc byte[512];
        BindText(parameter, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    public void BindBlob(int parameter, ReadOnlySpan<byte> bytes) =>
        connection.Check(bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, parameter, 0) : raw.sqlite3_bind_blob(handle, parameter, bytes));

    public void BindBlob(int parameter, byte[]? bytes)
    {
        if (bytes is null)
        {
            BindNull(parameter);
        }
        else
        {
            BindBlob(parameter, bytes.AsSpan());
        }
    }

    /// <summary>True on a row, false at the end.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        // Only the first step of a transaction can be busy, so starting over repeats nothing.
        if (SqliteConnection.IsBusy(code))
        {
            code = connection.Retry(StartOver);
            if (code == raw.SQLITE_ROW)
            {
                return true;
            }
        }

        if (code != raw.SQLITE_DONE)
        {
            try
            {
                connection.Check(code);
            }
            finally
            {
                Reset();
            }
        }

        return false;
    }

    /// <summary>Steps to the end and resets.</summary>
    public void Run()
    {
        while (Step())
        {
        }

        Reset();
    }

    public void Reset()
    {
        raw.sqlite3_reset(handle);
        connection.Steps?.Add(raw.sqlite3_stmt_status(handle, raw.SQLITE_STMTSTATUS_VM_STEP, 1));
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public long? NullableInt64(int column) => IsNull(column) ? null : Int64(column);

    /// <summary>The bytes of a blob or of a text in UTF-8, valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public byte[]? NullableBytes(int column) => IsNull(column) ? null : Bytes(column).ToArray();

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public void Dispose() => handle.Dispose();

    private int StartOver()
    {
        raw.sqlite3_reset(handle);
        return raw.sqlite3_step(handle);
    }
}
