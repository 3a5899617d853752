using System.Text;
using System.Text.Json;
using ContactsFunctions.Sqlite.Database;

namespace ContactsFunctions.Sqlite.Indexing;

/// <summary>Turns the search or sort JSON of a document into its index rows.</summary>
internal static class IndexRowReader
{
    private const int LongestSlug = 256;

    /// <summary>Appends the rows of sort keys.</summary>
    public static void ReadSort(ReadOnlySpan<byte> sort, ReadOnlySpan<byte> id, long team, long document, Names properties, SqliteConnection writer, List<IndexRow> rows)
    {
        var json = new Utf8JsonReader(sort);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var property = Property(ref json, properties, writer);
            json.Read();
            rows.Add(new IndexRow(team, property, SearchValue.OfText(IndexJson.SortKey(ref json, id)), document));
        }
    }

    /// <summary>Appends the rows of search values; a value that a document has twice gives two.</summary>
    public static void ReadSearch(byte[] search, long team, long document, Names properties, SqliteConnection writer, List<IndexRow> rows)
    {
        var json = new Utf8JsonReader(search);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var property = Property(ref json, properties, writer);
            json.Read();
            var array = json.TokenType == JsonTokenType.StartArray;
            if (array)
            {
                json.Read();
            }

            while (json.TokenType != JsonTokenType.EndArray)
            {
                rows.Add(new IndexRow(team, property, Value(ref json, search), document));
                if (!array)
                {
                    break;
                }

                json.Read();
            }
        }
    }

    private static long Property(ref Utf8JsonReader json, Names properties, SqliteConnection writer)
    {
        if (json.ValueSpan.Length > LongestSlug)
        {
            return properties.Intern(writer, json.GetString()!);
        }

        Span<char> slug = stackalloc char[LongestSlug];
        return properties.Intern(writer, slug[..json.CopyString(slug)]);
    }

    private static SearchValue Value(ref Utf8JsonReader json, byte[] search) => json.TokenType switch
    {
        JsonTokenType.Number => SearchValue.OfNumber(json.GetDouble()),
        JsonTokenType.True => SearchValue.True,
        JsonTokenType.False => SearchValue.False,
        _ when json.ValueIsEscaped => SearchValue.OfText(Encoding.UTF8.GetBytes(json.GetString()!)),
        _ => SearchValue.OfText(search.AsMemory((int)json.TokenStartIndex + 1, json.ValueSpan.Length)),
    };
}
