namespace ContactsFunctions.Core.Access;

/// <summary>A team: the owner of a partition.</summary>
/// <param name="Id">1-40 of <c>a-z 0-9 -</c>.</param>
/// <param name="DefaultCountry">ISO 3166-1 alpha-2.</param>
public sealed record Team(string Id, string Name, string DefaultCountry)
{
    /// <summary>Whether it is being erased; its routes answer 404 meanwhile.</summary>
    public bool Deleting { get; init; }

    /// <summary>Whether a text is of the form of a team id.</summary>
    public static bool IsId(string id) => id.Length is >= 1 and <= 40 && id.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
