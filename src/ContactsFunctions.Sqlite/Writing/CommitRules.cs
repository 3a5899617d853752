using System.Buffers;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Sqlite.Writing;

/// <summary>What a commit must be before the store looks at it.</summary>
internal static class CommitRules
{
    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-:_");

    /// <exception cref="ArgumentException">Empty, beyond <paramref name="limits"/>, one document twice, or an id with other characters.</exception>
    public static void Check(Commit commit, CommitLimits limits)
    {
        var writes = commit.Writes;
        if (writes.Count == 0 || writes.Count > limits.Writes)
        {
            throw new ArgumentException($"A commit holds 1 to {limits.Writes} writes, not {writes.Count}.", nameof(commit));
        }

        var ids = writes.Count > 1 ? new HashSet<string>(writes.Count, StringComparer.Ordinal) : null;
        var bytes = 0L;
        foreach (var write in writes)
        {
            CheckId(write.Id);
            if (ids is not null && !ids.Add(write.Id))
            {
                throw new ArgumentException($"A commit writes a document once: {write.Id}.", nameof(commit));
            }

            bytes += DocumentOf(write)?.Size ?? 0;
        }

        if (bytes > limits.Bytes)
        {
            throw new ArgumentException($"A commit holds up to {limits.Bytes} bytes, not {bytes}.", nameof(commit));
        }
    }

    /// <exception cref="ArgumentException">An id with other characters than <c>a-z 0-9 - : _</c>, or none.</exception>
    public static void CheckId(string id)
    {
        if (id.Length == 0 || id.AsSpan().ContainsAnyExcept(IdCharacters))
        {
            throw new ArgumentException($"An id holds only a-z 0-9 - : _, not '{id}'.", nameof(id));
        }
    }

    /// <summary>The document that a write brings; none for a delete.</summary>
    public static Document? DocumentOf(DocumentWrite write) => write switch
    {
        DocumentWrite.Create create => create.Document,
        DocumentWrite.Replace replace => replace.Document,
        DocumentWrite.Upsert upsert => upsert.Document,
        _ => null,
    };
}
