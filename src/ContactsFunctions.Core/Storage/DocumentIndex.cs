using System.Text.Json;

namespace ContactsFunctions.Core.Storage;

/// <summary>What a document can be filtered and sorted by, computed by Core and compared by engines as it is.</summary>
/// <param name="DeletedAt">Set on a soft-deleted document, which queries leave out unless asked for it (RFC 3339, UTC).</param>
/// <param name="Search">The present values by slug; an absent property has no entry.</param>
/// <param name="Sort">The sort keys by slug (<see cref="SortKey"/>); unique in the team, because each ends in the document's id.</param>
public sealed record DocumentIndex(string? DeletedAt, IReadOnlyList<SearchField> Search, IReadOnlyList<SortField> Sort)
{
    /// <summary>An upper estimate of the JSON's size in bytes.</summary>
    public long Size => Search.Sum(f => f.Slug.Length + 6L + f.Values.Sum(v => v.Text is { } t ? t.Length * 3L + 3 : 25)) + Sort.Sum(f => f.Slug.Length + 6L + f.Key.Length * 3L);

    /// <summary>Writes <c>{slug: scalar or array}</c>.</summary>
    public void WriteSearch(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var field in Search)
        {
            json.WritePropertyName(field.Slug);
            if (field.Multiple)
            {
                json.WriteStartArray();
                foreach (var value in field.Values)
                {
                    value.WriteTo(json);
                }

                json.WriteEndArray();
            }
            else
            {
                field.Values[0].WriteTo(json);
            }
        }

        json.WriteEndObject();
    }

    /// <summary>Writes <c>{slug: key}</c>.</summary>
    public void WriteSort(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var field in Sort)
        {
            json.WriteString(field.Slug, field.Key);
        }

        json.WriteEndObject();
    }
}

/// <summary>The present values of one property: one value, or for a multi-valued property one or more.</summary>
public sealed record SearchField(string Slug, bool Multiple, IReadOnlyList<IndexValue> Values);

/// <summary>The key that orders a document by one property.</summary>
public sealed record SortField(string Slug, string Key);
