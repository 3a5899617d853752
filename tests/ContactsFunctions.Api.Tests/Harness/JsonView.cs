using System.Collections;
using System.Text.Json;

namespace ContactsFunctions.Api.Tests.Harness;

/// <summary>A place in a JSON answer that may be missing: looking further from there is missing too, so that an assertion fails and not the look.</summary>
public readonly record struct JsonView(JsonElement Element) : IEnumerable<JsonView>
{
    /// <summary>Whether there is nothing at this place.</summary>
    public bool IsMissing => Element.ValueKind == JsonValueKind.Undefined;

    /// <summary>Whether there is a <c>null</c>.</summary>
    public bool IsNull => Element.ValueKind == JsonValueKind.Null;

    /// <summary>The integer here.</summary>
    public int Int => Element.GetInt32();

    /// <summary>The number here.</summary>
    public double Number => Element.GetDouble();

    /// <summary>The truth value here.</summary>
    public bool Bool => Element.GetBoolean();

    /// <summary>How many elements or members are here.</summary>
    public int Count => Element.ValueKind == JsonValueKind.Array ? Element.GetArrayLength() : Element.EnumerateObject().Count();

    /// <summary>The names of the members here.</summary>
    public IEnumerable<string> Names => Element.EnumerateObject().Select(p => p.Name);

    /// <summary>The member of this name.</summary>
    public JsonView this[string name] =>
        Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(name, out var member) ? new JsonView(member) : default;

    /// <summary>The element at this place.</summary>
    public JsonView this[int index] =>
        Element.ValueKind == JsonValueKind.Array && index < Element.GetArrayLength() ? new JsonView(Element[index]) : default;

    /// <summary>A string's text; null for <c>null</c> and where nothing is; else the JSON.</summary>
    public override string? ToString() => Element.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String => Element.GetString(),
        _ => Element.GetRawText(),
    };

    /// <summary>As <see cref="ToString"/>, so that <c>Assert.Equal("a", answer["b"])</c> reads as it should.</summary>
    public static implicit operator string?(JsonView view) => view.ToString();

    /// <summary>The elements of an array; none where nothing is.</summary>
    public IEnumerator<JsonView> GetEnumerator() =>
        (IsMissing ? [] : Element.EnumerateArray().Select(e => new JsonView(e))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
