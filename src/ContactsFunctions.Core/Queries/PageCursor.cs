using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Queries;

/// <summary>An opaque cursor: a hash of team and query, the limit, and the place where the page ended.</summary>
/// <param name="QueryHash">Ties the cursor to its query.</param>
/// <param name="Limit">Rows of a page.</param>
/// <param name="Place">A phase and the keys of the last row (<see cref="ContactPager"/>).</param>
internal sealed record PageCursor(string QueryHash, int Limit, IReadOnlyList<string?> Place)
{
    /// <summary>The text for the client.</summary>
    public string Encode() => Base64Url.EncodeToString(Json.Write(json =>
    {
        json.WriteStartArray();
        json.WriteStringValue(QueryHash);
        json.WriteNumberValue(Limit);
        foreach (var part in Place)
        {
            json.WriteStringValue(part);
        }

        json.WriteEndArray();
    }));

    /// <summary>Reads a cursor; null when it is none of ours.</summary>
    public static PageCursor? Decode(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(text));
            var parts = json.RootElement.EnumerateArray().ToList();
            return new PageCursor(parts[0].GetString()!, Math.Clamp(parts[1].GetInt32(), 1, 10_000), [.. parts.Skip(2).Select(p => p.GetString())]);
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>The hash of what a cursor belongs to: team, filter, order and whether deleted ones count.</summary>
    public static string HashOf(string team, Filter? filter, IReadOnlyList<SortBy> sort, bool includeDeleted)
    {
        var text = new StringBuilder(team).Append('\n').Append(includeDeleted).Append('\n');
        foreach (var key in sort)
        {
            text.Append(key.Slug).Append(key.Descending ? '-' : '+');
        }

        Append(text.Append('\n'), filter);
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 12));
    }

    private static void Append(StringBuilder text, Filter? filter)
    {
        switch (filter)
        {
            case Filter.And and: AppendAll(text, "and", and.Filters); break;
            case Filter.Or or: AppendAll(text, "or", or.Filters); break;
            case Filter.Not not: AppendAll(text, "not", [not.Filter]); break;
            case Filter.Ids ids: text.Append("ids(").AppendJoin(',', ids.Values).Append(')'); break;
            case Filter.Exists exists: text.Append("exists(").Append(exists.Path.Slug).Append(')'); break;
            case Filter.In any: text.Append("in(").Append(any.Path.Slug).AppendJoin('\u0001', any.Values).Append(')'); break;
            case Filter.Range range: text.Append("range(").Append(range.Path.Slug).Append(range.From).Append(range.FromInclusive).Append(range.To).Append(range.ToInclusive).Append(')'); break;
            case Filter.Matches matches: text.Append(matches.Match).Append('(').Append(matches.Path.Slug).Append('\u0001').Append(matches.Text).Append(')'); break;
        }
    }

    private static void AppendAll(StringBuilder text, string name, IReadOnlyList<Filter> filters)
    {
        text.Append(name).Append('(');
        foreach (var filter in filters)
        {
            Append(text, filter);
        }

        text.Append(')');
    }
}
