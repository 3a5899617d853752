using System.Text.Json;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Http;

namespace ContactsFunctions.Functions.Prism;

/// <summary>Reads what Prism's clients write: <c>{"default": {slug: value}, "list": {listId: {slug: value}}}</c>. Other members are ignored.</summary>
public static class PrismBody
{
    /// <summary>The values of a body; none without a body.</summary>
    public static (ContactValuesInput Values, ApiError? Error) Values(JsonBody body) =>
        body.IsPresent ? Values(body.Root, "") : (ContactValuesInput.Empty, null);

    /// <summary>The values of one object; <paramref name="pointer"/> says where it stands.</summary>
    public static (ContactValuesInput Values, ApiError? Error) Values(JsonElement json, string pointer)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return (ContactValuesInput.Empty, ApiErrors.InvalidBody("A contact is an object with 'default' and 'list'.", pointer));
        }

        if (Member(json, "default") is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined) })
        {
            return (ContactValuesInput.Empty, ApiErrors.InvalidBody("'default' is an object of slugs and values.", pointer + "/default"));
        }

        var list = Member(json, "list");
        if (list.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined))
        {
            return (ContactValuesInput.Empty, ApiErrors.InvalidBody("'list' is an object of list ids and their values.", pointer + "/list"));
        }

        var lists = new List<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, PropertyInput>>?>>();
        foreach (var entry in list.ValueKind == JsonValueKind.Object ? list.EnumerateObject() : default)
        {
            if (entry.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
            {
                return (ContactValuesInput.Empty, ApiErrors.InvalidBody("A list is an object of slugs and values, or null to leave it.", $"{pointer}/list/{entry.Name}"));
            }

            lists.Add(new(entry.Name, entry.Value.ValueKind == JsonValueKind.Null ? null : Pairs(entry.Value)));
        }

        return (new ContactValuesInput(Pairs(Member(json, "default")), lists), null);
    }

    /// <summary>A member of an object, undefined when it is absent.</summary>
    public static JsonElement Member(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : default;

    private static List<KeyValuePair<string, PropertyInput>> Pairs(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object ? [.. json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, PropertyInput.Of(p.Value)))] : [];
}
