using System.Text.Json;

namespace ContactsFunctions.Core.Storage;

/// <summary>Decides in memory whether a document matches a filter, for documents that are not in an engine yet.</summary>
public static class FilterEvaluator
{
    /// <summary>Whether the document matches.</summary>
    public static bool Matches(Filter filter, string id, DocumentIndex index) => filter switch
    {
        Filter.And and => and.Filters.All(f => Matches(f, id, index)),
        Filter.Or or => or.Filters.Any(f => Matches(f, id, index)),
        Filter.Not not => !Matches(not.Filter, id, index),
        Filter.Ids ids => ids.Values.Contains(id),
        Filter.Exists exists => ValuesAt(index, exists.Path).Count > 0,
        Filter.In any => ValuesAt(index, any.Path).Any(any.Values.Contains),
        Filter.Range range => ValuesAt(index, range.Path).Any(v => IsWithin(range, v)),
        Filter.Matches matches => ValuesAt(index, matches.Path).Any(v => v.Text is { } text && Stands(matches.Match, text, matches.Text)),
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    private static IReadOnlyList<IndexValue> ValuesAt(DocumentIndex index, SearchPath path) => index.Search.FirstOrDefault(f => f.Slug == path.Slug)?.Values ?? [];

    private static bool IsWithin(Filter.Range range, IndexValue value) =>
        (range.From is not { } from || Compare(value, from) is { } low && (low > 0 || (low == 0 && range.FromInclusive)))
        && (range.To is not { } to || Compare(value, to) is { } high && (high < 0 || (high == 0 && range.ToInclusive)));

    private static int? Compare(IndexValue left, IndexValue right) => (left.Kind, right.Kind) switch
    {
        (JsonValueKind.String, JsonValueKind.String) => string.CompareOrdinal(left.Text, right.Text),
        (JsonValueKind.Number, JsonValueKind.Number) => left.Number.CompareTo(right.Number),
        _ => null,
    };

    private static bool Stands(TextMatch match, string text, string operand) => match switch
    {
        TextMatch.BeginsWith => text.StartsWith(operand, StringComparison.Ordinal),
        TextMatch.EndsWith => text.EndsWith(operand, StringComparison.Ordinal),
        _ => text.Contains(operand, StringComparison.Ordinal),
    };
}
