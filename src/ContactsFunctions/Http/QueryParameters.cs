using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ContactsFunctions.Http;

/// <summary>Reads parameters of a query string; the first one that cannot be read is the error.</summary>
public sealed class QueryParameters(IQueryCollection query)
{
    /// <summary>What is wrong with the first parameter that cannot be read.</summary>
    public ApiError? Error { get; private set; }

    /// <summary>The names, for those that are not known in advance.</summary>
    public IEnumerable<KeyValuePair<string, StringValues>> All => query;

    /// <summary>A text; null when absent or empty.</summary>
    public string? Text(string name) => query.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>A list parted by commas; empty when absent.</summary>
    public IReadOnlyList<string> List(string name) => query.TryGetValue(name, out var values)
        ? [.. values.SelectMany(v => (v ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))]
        : [];

    /// <summary><c>true</c> or <c>false</c>; false when absent.</summary>
    public bool Flag(string name)
    {
        var text = Text(name);
        if (text is null || bool.TryParse(text, out var flag))
        {
            return text is not null && bool.Parse(text);
        }

        return Fail(name, "takes true or false", flag);
    }

    /// <summary>A whole number of at least 1; <paramref name="otherwise"/> when absent.</summary>
    public int Number(string name, int otherwise)
    {
        var text = Text(name);
        return text is null ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : Fail(name, "takes a whole number of 1 or more", otherwise);
    }

    /// <summary>A UUID in lower case; null when absent.</summary>
    public string? Uuid(string name)
    {
        var text = Text(name);
        return text is null ? null : Guid.TryParseExact(text, "D", out var id) ? id.ToString() : Fail<string?>(name, "takes a UUID", null);
    }

    private T Fail<T>(string name, string why, T otherwise)
    {
        Error ??= ApiErrors.InvalidParameter(name, why);
        return otherwise;
    }
}
