using System.Text;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite.Database;
using ContactsFunctions.Sqlite.Indexing;

namespace ContactsFunctions.Sqlite.Querying;

/// <summary>A run of index rows of one property. Open ends are closed at the borders between the kinds of values.</summary>
internal readonly record struct IndexRange(string Slug, SearchValue Low, bool LowInclusive, SearchValue High, bool HighInclusive)
{
    private static readonly SearchValue FirstNumber = SearchValue.OfNumber(double.NegativeInfinity);
    private static readonly SearchValue FirstText = SearchValue.OfText(default);
    private static readonly SearchValue FirstTruth = new(SearchKind.Truth, 0, default);
    private static readonly SearchValue AfterTruth = new(SearchKind.Truth, 0, new byte[] { 0xff });

    public static IndexRange All(string slug) => new(slug, FirstNumber, true, AfterTruth, false);

    public static IndexRange Equal(string slug, IndexValue value)
    {
        var bound = SearchValue.Of(value);
        return new IndexRange(slug, bound, true, bound, true);
    }

    /// <summary>Texts that begin so: no text in UTF-8 has a byte 0xFF.</summary>
    public static IndexRange BeginsWith(string slug, string text)
    {
        var prefix = Encoding.UTF8.GetBytes(text);
        return new IndexRange(slug, SearchValue.OfText(prefix), true, SearchValue.OfText((byte[])[.. prefix, 0xff]), false);
    }

    public static IndexRange Of(Filter.Range filter)
    {
        var low = filter.From is { } from ? SearchValue.Of(from) : (SearchValue?)null;
        var high = filter.To is { } to ? SearchValue.Of(to) : (SearchValue?)null;
        var (first, end) = (low ?? high)?.Kind switch
        {
            SearchKind.Number => (FirstNumber, FirstText),
            SearchKind.Text => (FirstText, FirstTruth),
            SearchKind.Truth => (FirstTruth, AfterTruth),
            _ => (FirstNumber, FirstTruth),
        };
        return new IndexRange(filter.Path.Slug, low ?? first, low is null || filter.FromInclusive, high ?? end, high is not null && filter.ToInclusive);
    }

    /// <summary>Adds the documents of up to <paramref name="limit"/> rows; returns the number of rows.</summary>
    public int Read(SqliteConnection connection, long team, long property, int limit, List<long> documents)
    {
        var statement = connection.Statement((LowInclusive, HighInclusive) switch
        {
            (true, true) => "SELECT document FROM search_index WHERE team = ?1 AND property = ?2 AND value >= ?3 AND value <= ?4 LIMIT ?5",
            (true, false) => "SELECT document FROM search_index WHERE team = ?1 AND property = ?2 AND value >= ?3 AND value < ?4 LIMIT ?5",
            (false, true) => "SELECT document FROM search_index WHERE team = ?1 AND property = ?2 AND value > ?3 AND value <= ?4 LIMIT ?5",
            _ => "SELECT document FROM search_index WHERE team = ?1 AND property = ?2 AND value > ?3 AND value < ?4 LIMIT ?5",
        });
        statement.Bind(1, team);
        statement.Bind(2, property);
        Low.Bind(statement, 3);
        High.Bind(statement, 4);
        statement.Bind(5, (long)limit);
        var rows = 0;
        for (; statement.Step(); rows++)
        {
            documents.Add(statement.Int64(0));
        }

        statement.Reset();
        return rows;
    }
}
