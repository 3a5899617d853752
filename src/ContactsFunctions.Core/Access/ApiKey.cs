using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Access;

/// <summary>A key of a team as stored: only a hash of its secret.</summary>
public sealed record ApiKey(string Id, string Name, Role Role, bool AllowQueryToken, DateTimeOffset CreatedAt, string SecretHash)
{
    /// <summary>The document's kind.</summary>
    public const string Kind = "key";

    /// <summary>The id of a key's document.</summary>
    public static string DocumentId(string keyId) => "key:" + keyId;

    /// <summary>SHA-256 of a secret, hexadecimal.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether this is the secret; takes the same time whichever it is.</summary>
    public bool Accepts(string secret) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(secret)), Encoding.ASCII.GetBytes(SecretHash));

    /// <summary>The document to write.</summary>
    public Document ToDocument() => new(DocumentId(Id), Kind, Json.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("name", Name);
        json.WriteString("role", Role.Name());
        json.WriteBoolean("allowQueryToken", AllowQueryToken);
        json.WriteString("createdAt", Timestamp.Format(CreatedAt));
        json.WriteString("secretHash", SecretHash);
        json.WriteEndObject();
    }));

    /// <summary>Reads what <see cref="ToDocument"/> wrote.</summary>
    public static ApiKey Read(StoredDocument document)
    {
        using var json = JsonDocument.Parse(document.Body);
        var root = json.RootElement;
        return new ApiKey(
            document.Id["key:".Length..], root.GetProperty("name").GetString()!, Roles.Parse(root.GetProperty("role").GetString()!) ?? Role.Viewer,
            root.GetProperty("allowQueryToken").GetBoolean(), root.GetProperty("createdAt").GetDateTimeOffset(), root.GetProperty("secretHash").GetString()!);
    }
}
