using System.Text;
using System.Text.Json;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite.Indexing;

namespace ContactsFunctions.Sqlite.Querying;

/// <summary>
/// Evaluates a filter over the search JSON of rows: one pass over the JSON marks the leaves that hold, then the tree is read. For one query
/// at a time.
/// </summary>
internal sealed class FilterEvaluator
{
    private readonly Filter root;
    private readonly Dictionary<Filter, int> leafOf = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Filter, HashSet<string>> idsOf = new(ReferenceEqualityComparer.Instance);
    private readonly (byte[] Slug, (FilterLeaf Leaf, int Place)[] Leaves)[] properties;
    private readonly bool[] holds;
    private readonly List<FilterLeaf> leaves = [];

    public FilterEvaluator(Filter filter)
    {
        root = filter;
        Collect(filter);
        holds = new bool[leaves.Count];
        properties = [.. leaves.Select((leaf, place) => (leaf, place))
            .GroupBy(x => Convert.ToHexString(x.leaf.Slug), (_, group) => (group.First().leaf.Slug, group.ToArray()))];
    }

    /// <summary>Whether a document with this id and search JSON (empty: no values) satisfies the filter.</summary>
    public bool Matches(string id, ReadOnlySpan<byte> search)
    {
        Array.Clear(holds);
        if (!search.IsEmpty)
        {
            Mark(search);
        }

        return Evaluate(root, id);
    }

    private void Collect(Filter filter)
    {
        switch (filter)
        {
            case Filter.And and: Collect(and.Filters); break;
            case Filter.Or or: Collect(or.Filters); break;
            case Filter.Not not: Collect(not.Filter); break;
            case Filter.Ids ids: idsOf[ids] = new HashSet<string>(ids.Values, StringComparer.Ordinal); break;
            default:
                if (leafOf.TryAdd(filter, leaves.Count))
                {
                    leaves.Add(FilterLeaf.Of(filter));
                }

                break;
        }
    }

    private void Collect(IReadOnlyList<Filter> filters)
    {
        foreach (var filter in filters)
        {
            Collect(filter);
        }
    }

    private bool Evaluate(Filter filter, string id) => filter switch
    {
        Filter.And and => and.Filters.All(f => Evaluate(f, id)),
        Filter.Or or => or.Filters.Any(f => Evaluate(f, id)),
        Filter.Not not => !Evaluate(not.Filter, id),
        Filter.Ids ids => idsOf[ids].Contains(id),
        _ => holds[leafOf[filter]],
    };

    private void Mark(ReadOnlySpan<byte> search)
    {
        var json = new Utf8JsonReader(search);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var asked = Asked(ref json);
            json.Read();
            if (asked is null)
            {
                json.Skip();
            }
            else if (json.TokenType != JsonTokenType.StartArray)
            {
                Mark(asked, ref json);
            }
            else
            {
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    Mark(asked, ref json);
                }
            }
        }
    }

    private (FilterLeaf Leaf, int Place)[]? Asked(ref Utf8JsonReader json)
    {
        foreach (var (slug, asked) in properties)
        {
            if (json.ValueTextEquals(slug))
            {
                return asked;
            }
        }

        return null;
    }

    private void Mark((FilterLeaf Leaf, int Place)[] asked, ref Utf8JsonReader json)
    {
        var (kind, number) = json.TokenType switch
        {
            JsonTokenType.Number => (SearchKind.Number, json.GetDouble()),
            JsonTokenType.String => (SearchKind.Text, 0d),
            _ => (SearchKind.Truth, 0d),
        };
        var bytes = kind switch
        {
            SearchKind.Number => default,
            SearchKind.Truth => (json.TokenType == JsonTokenType.True ? SearchValue.True : SearchValue.False).Bytes.Span,
            _ => json.ValueIsEscaped ? Encoding.UTF8.GetBytes(json.GetString()!) : json.ValueSpan,
        };
        foreach (var (leaf, place) in asked)
        {
            holds[place] = holds[place] || leaf.Holds(kind, number, bytes);
        }
    }
}
