using System.Text.Json;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Storage.Tests.Contract;

/// <summary>What a filter means, in memory and as plainly as possible: the reference that engines are held to.</summary>
public static class FilterReference
{
    public static bool Matches(Filter filter, Document document) => filter switch
    {
        Filter.And f => f.Filters.All(x => Matches(x, document)),
        Filter.Or f => f.Filters.Any(x => Matches(x, document)),
        Filter.Not f => !Matches(f.Filter, document),
        Filter.Ids f => f.Values.Contains(document.Id),
        Filter.Exists f => Values(document, f.Path).Any(),
        Filter.In f => Values(document, f.Path).Any(v => f.Values.Any(o => Same(v, o))),
        Filter.Range f => Values(document, f.Path).Any(v =>
            (f.From is not { } from || (Compare(v, from) is { } low && (low > 0 || (low == 0 && f.FromInclusive))))
            && (f.To is not { } to || (Compare(v, to) is { } high && (high < 0 || (high == 0 && f.ToInclusive))))),
        Filter.Matches f => Values(document, f.Path).Any(v => v.Text is { } text && f.Match switch
        {
            TextMatch.BeginsWith => text.StartsWith(f.Text, StringComparison.Ordinal),
            TextMatch.Contains => text.Contains(f.Text, StringComparison.Ordinal),
            _ => text.EndsWith(f.Text, StringComparison.Ordinal),
        }),
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    private static IEnumerable<IndexValue> Values(Document document, SearchPath path) =>
        document.Index?.Search.Where(f => f.Slug == path.Slug).SelectMany(f => f.Values) ?? [];

    private static bool Same(IndexValue a, IndexValue b) => a.Kind == b.Kind && (a.Kind is JsonValueKind.True or JsonValueKind.False || Compare(a, b) == 0);

    private static int? Compare(IndexValue a, IndexValue b) => (a.Kind, b.Kind) switch
    {
        (JsonValueKind.String, JsonValueKind.String) => string.CompareOrdinal(a.Text, b.Text),
        (JsonValueKind.Number, JsonValueKind.Number) => a.Number.CompareTo(b.Number),
        _ => null,
    };
}
