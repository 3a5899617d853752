using System.Text.Json;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Cosmos;

/// <summary>
/// Renders a <see cref="Filter"/> as SQL whose values are all parameters. Cosmos DB's expressions have a third value, undefined, which
/// counts as false in a WHERE but stays undefined under NOT and drops the row. So outside of NOT a leaf is bare, and an index answers
/// it; under NOT it is guarded by the type of what is stored, which makes it true or false. The guards also settle what is said in two
/// ways: whether <c>=</c> across types is false or undefined.
/// </summary>
internal sealed class FilterSql(SqlText sql)
{
    public void Append(Filter filter) => Append(filter, false);

    private void Append(Filter filter, bool underNot)
    {
        switch (filter)
        {
            case Filter.And and: Join(and.Filters, " AND ", "true", f => Append(f, underNot)); break;
            case Filter.Or or: Join(or.Filters, " OR ", "false", f => Append(f, underNot)); break;
            case Filter.Not not:
                sql.Add("NOT (");
                Append(not.Filter, true);
                sql.Add(")");
                break;
            case Filter.Ids ids: OneOf("c.id", [.. ids.Values.Select(IndexValue.Of)]); break;
            case Filter.Exists exists: sql.Add($"IS_DEFINED({Path(exists.Path)})"); break;
            case Filter.In @in: In(@in, underNot); break;
            case Filter.Range range: Range(range, underNot); break;
            case Filter.Matches matches: Matches(matches, underNot); break;
            default: throw new ArgumentException($"No SQL for {filter.GetType().Name}.", nameof(filter));
        }
    }

    private void In(Filter.In leaf, bool underNot)
    {
        var path = Path(leaf.Path);
        if (leaf.Path.Multiple)
        {
            Guarded(underNot, "IS_ARRAY", path, () => Join(leaf.Values, " OR ", "false", v => sql.Add($"ARRAY_CONTAINS({path}, {sql.Parameter(v)})")));
            return;
        }

        var kinds = leaf.Values.GroupBy(v => TypeTest(v.Kind)).ToList();
        Join(kinds, " OR ", "false", kind => Guarded(underNot, kind.Key, path, () => OneOf(path, [.. kind])));
    }

    private void Range(Filter.Range leaf, bool underNot)
    {
        if ((leaf.From ?? leaf.To) is not { } bound)
        {
            sql.Add($"IS_DEFINED({Path(leaf.Path)})");
            return;
        }

        Each(leaf.Path, underNot, TypeTest(bound.Kind), value =>
        {
            if (leaf.From is { } from)
            {
                sql.Add($"{value} {(leaf.FromInclusive ? ">=" : ">")} {sql.Parameter(from)}");
            }

            if (leaf.To is { } to)
            {
                sql.Add($"{(leaf.From is null ? "" : " AND ")}{value} {(leaf.ToInclusive ? "<=" : "<")} {sql.Parameter(to)}");
            }
        });
    }

    private void Matches(Filter.Matches leaf, bool underNot)
    {
        var function = leaf.Match switch
        {
            TextMatch.BeginsWith => "STARTSWITH",
            TextMatch.Contains => "CONTAINS",
            _ => "ENDSWITH",
        };
        Each(leaf.Path, underNot, "IS_STRING", value => sql.Add($"{function}({value}, {sql.Parameter(IndexValue.Of(leaf.Text))})"));
    }

    /// <summary>A condition on the value, or on one element of it; EXISTS is true or false by itself.</summary>
    private void Each(SearchPath path, bool underNot, string typeTest, Action<string> condition)
    {
        if (!path.Multiple)
        {
            Guarded(underNot, typeTest, Path(path), () => condition(Path(path)));
            return;
        }

        sql.Add($"EXISTS(SELECT VALUE 1 FROM v IN {Path(path)} WHERE ");
        condition("v");
        sql.Add(")");
    }

    private void Guarded(bool underNot, string typeTest, string path, Action condition)
    {
        sql.Add(underNot ? $"({typeTest}({path}) AND (" : "");
        condition();
        sql.Add(underNot ? "))" : "");
    }

    private void OneOf(string path, IReadOnlyList<IndexValue> values)
    {
        if (values.Count == 1)
        {
            sql.Add($"{path} = {sql.Parameter(values[0])}");
        }
        else
        {
            sql.Add(values.Count == 0 ? "false" : $"{path} IN ({string.Join(", ", values.Select(sql.Parameter))})");
        }
    }

    private void Join<T>(IReadOnlyList<T> parts, string between, string whenNone, Action<T> append)
    {
        if (parts.Count == 0)
        {
            sql.Add(whenNone);
            return;
        }

        sql.Add(parts.Count > 1 ? "(" : "");
        for (var i = 0; i < parts.Count; i++)
        {
            sql.Add(i == 0 ? "" : between);
            append(parts[i]);
        }

        sql.Add(parts.Count > 1 ? ")" : "");
    }

    private static string Path(SearchPath path) => SqlText.SlugPath("search", path.Slug);

    private static string TypeTest(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "IS_STRING",
        JsonValueKind.Number => "IS_NUMBER",
        _ => "IS_BOOL",
    };
}
