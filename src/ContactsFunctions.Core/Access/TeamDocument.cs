using System.Text.Json;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Access;

/// <summary>The settings of a team as the document <c>team</c> in its own partition.</summary>
public static class TeamDocument
{
    /// <summary>The document's id and kind.</summary>
    public const string Id = "team";

    /// <summary>The document to write.</summary>
    public static Document Of(Team team) => new(Id, Id, Json.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("name", team.Name);
        json.WriteString("defaultCountry", team.DefaultCountry);
        json.WriteBoolean("deleting", team.Deleting);
        json.WriteEndObject();
    }));

    /// <summary>Reads what <see cref="Of"/> wrote.</summary>
    public static Team Read(string teamId, StoredDocument document)
    {
        using var json = JsonDocument.Parse(document.Body);
        var root = json.RootElement;
        return new Team(teamId, root.GetProperty("name").GetString()!, root.GetProperty("defaultCountry").GetString()!) { Deleting = root.GetProperty("deleting").GetBoolean() };
    }
}
