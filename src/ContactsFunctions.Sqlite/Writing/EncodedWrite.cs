using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite.Indexing;

namespace ContactsFunctions.Sqlite.Writing;

/// <summary>A write with its index as JSON, made before the writer's turn.</summary>
internal readonly record struct EncodedWrite(DocumentWrite Write, Document? Document, byte[]? Search, byte[]? Sort)
{
    public static EncodedWrite[] From(Commit commit)
    {
        var writes = new EncodedWrite[commit.Writes.Count];
        for (var i = 0; i < writes.Length; i++)
        {
            var write = commit.Writes[i];
            var document = CommitRules.DocumentOf(write);
            writes[i] = document?.Index is { } index
                ? new EncodedWrite(write, document, IndexJson.Search(index), IndexJson.Sort(index, document.Id))
                : new EncodedWrite(write, document, null, null);
        }

        return writes;
    }
}
