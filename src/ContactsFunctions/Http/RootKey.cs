using System.Security.Cryptography;
using System.Text;

namespace ContactsFunctions.Http;

/// <summary>The key that makes teams, from setting <c>Contacts:RootKey</c>. Without the setting no text is the root key.</summary>
public sealed class RootKey(string? key)
{
    private readonly byte[]? hash = string.IsNullOrWhiteSpace(key) ? null : SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Whether this is the root key; takes the same time whichever it is.</summary>
    public bool Accepts(string credential) => hash is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(credential)), hash);
}
