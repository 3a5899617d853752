using System.Text.Json;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;

namespace ContactsFunctions.Core.Imports;

/// <summary>Makes a row of an element of <c>objects</c>: <c>{default: {slug: value}, list: {listId: {slug: value} or null}}</c>. Other members are passed over.</summary>
internal static class JsonRows
{
    /// <summary>Reads one element; of a member given twice the last counts. The values stay readable as long as the row.</summary>
    public static ImportRow Read(JsonElement json, ImportRow row)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Wrong(row, "The row is not an object.");
        }

        try
        {
            return ReadObject(json, row);
        }
        catch (InvalidOperationException)
        {
            return Wrong(row, "The row has a member whose name is not text.");
        }
    }

    /// <summary>The row with the error <c>bad_json</c>.</summary>
    public static ImportRow Wrong(ImportRow row, string why) => row with { Error = new ContactError(ImportErrors.BadJson, why) };

    private static ImportRow ReadObject(JsonElement json, ImportRow row)
    {
        IReadOnlyList<KeyValuePair<string, PropertyInput>> values = [];
        var lists = new List<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, PropertyInput>>?>>();
        if (json.TryGetProperty("default", out var given) && given.ValueKind != JsonValueKind.Null)
        {
            if (given.ValueKind != JsonValueKind.Object)
            {
                return Wrong(row, "'default' takes an object of properties.");
            }

            values = Members(given);
        }

        if (json.TryGetProperty("list", out var named) && named.ValueKind != JsonValueKind.Null)
        {
            if (named.ValueKind != JsonValueKind.Object)
            {
                return Wrong(row, "'list' takes an object of lists.");
            }

            foreach (var (id, input) in Members(named))
            {
                if (input.Kind is not (JsonValueKind.Object or JsonValueKind.Null))
                {
                    return Wrong(row, "A list takes an object of properties, or null.");
                }

                lists.Add(new(id, input.Kind == JsonValueKind.Null ? null : Members(input.Json)));
            }
        }

        return lists.Count == 0 && values.All(value => value.Value.IsAbsent)
            ? row with { Error = ImportErrors.NoValue() }
            : row with { Default = values, Lists = lists };
    }

    private static List<KeyValuePair<string, PropertyInput>> Members(JsonElement json)
    {
        var members = new List<KeyValuePair<string, PropertyInput>>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            var entry = KeyValuePair.Create(member.Name, PropertyInput.Of(member.Value));
            if (places.TryAdd(entry.Key, members.Count))
            {
                members.Add(entry);
            }
            else
            {
                members[places[entry.Key]] = entry;
            }
        }

        return members;
    }
}
