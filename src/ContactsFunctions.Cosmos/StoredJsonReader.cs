using System.Text.Json;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Cosmos;

/// <summary>Finds the engine's members in stored JSON without building a tree: one pass over the top level.</summary>
internal static class StoredJsonReader
{
    /// <summary>The document in an item as the service returned it; the body is the whole item.</summary>
    public static StoredDocument Document(ReadOnlyMemory<byte> item)
    {
        string? id = null, kind = null, commit = null, etag = null;
        var json = new Utf8JsonReader(item.Span);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("id"u8))
            {
                id ??= Text(ref json);
            }
            else if (json.ValueTextEquals("kind"u8))
            {
                kind ??= Text(ref json);
            }
            else if (json.ValueTextEquals("commit"u8))
            {
                commit ??= Text(ref json);
            }
            else if (json.ValueTextEquals("_etag"u8))
            {
                etag = Text(ref json);
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }

        return new StoredDocument(id!, kind ?? "", etag!, commit ?? "", item);
    }

    /// <summary>The text at <paramref name="path"/>, or null where there is none.</summary>
    public static string? TextAt(ReadOnlyMemory<byte> item, params string[] path)
    {
        var json = new Utf8JsonReader(item.Span);
        return json.Read() && Find(ref json, path) && json.TokenType == JsonTokenType.String ? json.GetString() : null;
    }

    /// <summary>The integer in a top-level member.</summary>
    public static long? IntegerAt(ReadOnlyMemory<byte> item, string member)
    {
        var json = new Utf8JsonReader(item.Span);
        return !json.Read() || !Find(ref json, member) || json.TokenType != JsonTokenType.Number ? null
            : json.TryGetInt64(out var value) ? value : (long)json.GetDouble();
    }

    /// <summary>The elements of <c>Documents</c> in a page as the SDK returns it, as slices of it.</summary>
    public static List<ReadOnlyMemory<byte>> Rows(ReadOnlyMemory<byte> page)
    {
        var rows = new List<ReadOnlyMemory<byte>>();
        var json = new Utf8JsonReader(page.Span);
        if (json.Read() && Find(ref json, "Documents"))
        {
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)json.TokenStartIndex;
                json.Skip();
                rows.Add(page[start..(int)json.BytesConsumed]);
            }
        }

        return rows;
    }

    private static bool Find(ref Utf8JsonReader json, params string[] path)
    {
        foreach (var name in path)
        {
            if (json.TokenType != JsonTokenType.StartObject || !FindMember(ref json, name))
            {
                return false;
            }
        }

        return true;
    }

    private static bool FindMember(ref Utf8JsonReader json, string name)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var found = json.ValueTextEquals(name);
            json.Read();
            if (found)
            {
                return true;
            }

            json.Skip();
        }

        return false;
    }

    private static string? Text(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String)
        {
            return json.GetString();
        }

        json.Skip();
        return null;
    }
}
