using ContactsFunctions.Core.Properties;
using ContactsFunctions.Http;

namespace ContactsFunctions.Functions.Prism;

/// <summary>Which properties a read shows; a slug may be dotted into a reference (<c>account_id.external_id</c>).</summary>
public sealed class PrismSelection
{
    private readonly HashSet<string>? names;

    private PrismSelection(HashSet<string>? names) => this.names = names;

    /// <summary>All of them.</summary>
    public static PrismSelection All { get; } = new(null);

    /// <summary>Reads a selection; empty selects all. A name that is no property is an error.</summary>
    public static (PrismSelection Selection, ApiError? Error) Parse(IReadOnlyList<string> names, Schema schema)
    {
        foreach (var name in names)
        {
            var parts = name.Split('.');
            if (schema.Find(parts[0]) is not { } definition)
            {
                return (All, new ApiError(400, "unknown_property", $"Invalid select: {schema.UnknownSlug(parts[0])}") { Property = parts[0] });
            }

            if (parts.Length > 1 && (!definition.Reference || parts.Length > 2 || parts[1] is not ("id" or "external_id")))
            {
                return (All, new ApiError(400, "unknown_property", $"Invalid select: '{parts[0]}' has no property behind the dot like that.") { Property = parts[0] });
            }
        }

        return (names.Count == 0 ? All : new PrismSelection([.. names]), null);
    }

    /// <summary>Whether the property is shown, whole or in part.</summary>
    public bool Includes(string slug) => names is null || names.Contains(slug) || names.Any(n => n.StartsWith(slug + ".", StringComparison.Ordinal));

    /// <summary>Whether this part of a reference is shown.</summary>
    public bool Includes(string slug, string part) => names is null || names.Contains(slug) || names.Contains($"{slug}.{part}");
}
