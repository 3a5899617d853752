using ContactsFunctions.Sqlite.Database;

namespace ContactsFunctions.Sqlite.Queue;

/// <summary>The statements on <c>message</c>. Times are Unix milliseconds. What needs a receipt returns false, and does nothing, when the receipt is not the last one.</summary>
internal sealed class MessageTable(SqliteConnection connection)
{
    public void Insert(string queue, string text, long visibleAt)
    {
        var statement = connection.Statement("INSERT INTO message (queue, text, visible_at, dequeue_count) VALUES (?1, ?2, ?3, 0)");
        statement.BindText(1, queue);
        statement.BindText(2, text);
        statement.Bind(3, visibleAt);
        statement.Run();
    }

    /// <summary>Whether a message is visible.</summary>
    public static bool HasVisible(SqliteConnection reader, string queue, long now)
    {
        var statement = reader.Statement("SELECT 1 FROM message WHERE queue = ?1 AND visible_at <= ?2 LIMIT 1");
        statement.BindText(1, queue);
        statement.Bind(2, now);
        var any = statement.Step();
        statement.Reset();
        return any;
    }

    /// <summary>Takes up to <paramref name="count"/> visible messages, those first that have waited longest.</summary>
    public List<QueueMessage> Receive(string queue, int count, long now, long leasedUntil)
    {
        var statement = connection.Statement(
            """
            UPDATE message SET visible_at = ?3, dequeue_count = dequeue_count + 1, receipt = hex(randomblob(16))
            WHERE key IN (SELECT key FROM message WHERE queue = ?1 AND visible_at <= ?2 ORDER BY visible_at LIMIT ?4)
            RETURNING key, receipt, dequeue_count, text
            """);
        statement.BindText(1, queue);
        statement.Bind(2, now);
        statement.Bind(3, leasedUntil);
        statement.Bind(4, count);
        List<QueueMessage> messages = [];
        while (statement.Step())
        {
            messages.Add(new QueueMessage(statement.Int64(0), statement.Text(1), (int)statement.Int64(2), statement.Text(3)));
        }

        statement.Reset();
        return messages;
    }

    /// <summary>Sets when the message is visible; the new receipt, or null.</summary>
    public string? Update(QueueMessage message, long visibleAt)
    {
        var statement = connection.Statement("UPDATE message SET visible_at = ?3, receipt = hex(randomblob(16)) WHERE key = ?1 AND receipt = ?2 RETURNING receipt");
        Bind(statement, message);
        statement.Bind(3, visibleAt);
        var receipt = statement.Step() ? statement.Text(0) : null;
        statement.Run();
        return receipt;
    }

    public bool Delete(QueueMessage message)
    {
        var statement = connection.Statement("DELETE FROM message WHERE key = ?1 AND receipt = ?2 RETURNING key");
        Bind(statement, message);
        return RunOnOne(statement);
    }

    /// <summary>Makes it a new message of another queue.</summary>
    public bool Move(QueueMessage message, string queue, long visibleAt)
    {
        var statement = connection.Statement(
            "UPDATE message SET queue = ?3, visible_at = ?4, dequeue_count = 0, receipt = NULL WHERE key = ?1 AND receipt = ?2 RETURNING key");
        Bind(statement, message);
        statement.BindText(3, queue);
        statement.Bind(4, visibleAt);
        return RunOnOne(statement);
    }

    private static void Bind(SqliteStatement statement, QueueMessage message)
    {
        statement.Bind(1, message.Id);
        statement.BindText(2, message.PopReceipt);
    }

    private static bool RunOnOne(SqliteStatement statement)
    {
        var any = statement.Step();
        statement.Run();
        return any;
    }
}
