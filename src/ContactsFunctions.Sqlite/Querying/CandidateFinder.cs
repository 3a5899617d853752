using ContactsFunctions.Core.Storage;
using ContactsFunctions.Sqlite.Database;

namespace ContactsFunctions.Sqlite.Querying;

/// <summary>Answers a filter from the index rows, as far as it can: a few documents that hold all that match.</summary>
internal sealed class CandidateFinder(SqliteConnection connection, NameTables names, long team)
{
    /// <summary>Whether index rows, or the ids themselves, bound what can match.</summary>
    public static bool CanAnswer(Filter filter) => filter switch
    {
        Filter.Ids or Filter.In or Filter.Range or Filter.Exists => true,
        Filter.Matches matches => matches.Match == TextMatch.BeginsWith,
        Filter.And and => and.Filters.Any(CanAnswer),
        Filter.Or or => or.Filters.All(CanAnswer),
        _ => false,
    };

    /// <summary>Whether the candidates are exactly what matches.</summary>
    public static bool IsExact(Filter filter) => filter switch
    {
        Filter.And and => and.Filters.Count == 1 && IsExact(and.Filters[0]),
        Filter.Or or => or.Filters.All(IsExact),
        _ => CanAnswer(filter),
    };

    /// <summary>Whether <see cref="Find"/> would read index rows, which must be up to date then.</summary>
    public static bool ReadsIndex(Filter filter) => CanAnswer(filter) && filter switch
    {
        Filter.Ids => false,
        Filter.And and => and.Filters.Any(ReadsIndex),
        Filter.Or or => or.Filters.Any(ReadsIndex),
        _ => true,
    };

    /// <summary>
    /// The keys of the candidates, ascending; null when the filter takes more than <paramref name="limit"/> rows to answer. Of the members
    /// of an And the first that stays within a small limit is taken, then a larger one is tried: the smallest is found at the cost of the smallest.
    /// </summary>
    public List<long>? Find(Filter filter, int limit)
    {
        List<long> documents = [];
        for (var step = Math.Min(limit, 250); ; step = (int)Math.Min(limit, step * 20L))
        {
            documents.Clear();
            if (TryAdd(filter, step, documents))
            {
                documents.Sort();
                var distinct = 0;
                for (var i = 0; i < documents.Count; i++)
                {
                    if (i == 0 || documents[i] != documents[i - 1])
                    {
                        documents[distinct++] = documents[i];
                    }
                }

                documents.RemoveRange(distinct, documents.Count - distinct);
                return documents;
            }

            if (step == limit)
            {
                return null;
            }
        }
    }

    private bool TryAdd(Filter filter, int limit, List<long> documents) => filter switch
    {
        Filter.Ids ids => AddIds(ids, limit, documents),
        Filter.In values => values.Values.All(v => AddRange(IndexRange.Equal(values.Path.Slug, v), limit, documents)),
        Filter.Range range => AddRange(IndexRange.Of(range), limit, documents),
        Filter.Exists exists => AddRange(IndexRange.All(exists.Path.Slug), limit, documents),
        Filter.Matches matches => AddRange(IndexRange.BeginsWith(matches.Path.Slug, matches.Text), limit, documents),
        Filter.Or or => or.Filters.All(f => TryAdd(f, limit, documents)),
        Filter.And and => TryAddOne(and, limit, documents),
        _ => false,
    };

    private bool TryAddOne(Filter.And and, int limit, List<long> documents)
    {
        var count = documents.Count;
        foreach (var filter in and.Filters.Where(CanAnswer).OrderBy(Breadth))
        {
            if (TryAdd(filter, limit, documents))
            {
                return true;
            }

            documents.RemoveRange(count, documents.Count - count);
        }

        return false;
    }

    /// <summary>What is likely to be narrow is tried first.</summary>
    private static int Breadth(Filter filter) => filter switch
    {
        Filter.Ids => 0,
        Filter.In => 1,
        Filter.Matches => 2,
        Filter.Exists => 5,
        Filter.Range => 4,
        _ => 3,
    };

    private bool AddRange(IndexRange range, int limit, List<long> documents)
    {
        if (names.Properties.Find(connection, range.Slug) is not { } property)
        {
            return true;
        }

        range.Read(connection, team, property, limit - documents.Count + 1, documents);
        return documents.Count <= limit;
    }

    private bool AddIds(Filter.Ids ids, int limit, List<long> documents)
    {
        var statement = connection.Statement("SELECT key FROM document WHERE team = ?1 AND id = ?2");
        foreach (var id in ids.Values)
        {
            statement.Bind(1, team);
            statement.BindText(2, id);
            if (statement.Step())
            {
                documents.Add(statement.Int64(0));
            }

            statement.Reset();
        }

        return documents.Count <= limit;
    }
}
