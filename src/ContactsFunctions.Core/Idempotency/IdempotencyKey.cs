using System.Security.Cryptography;
using System.Text;

namespace ContactsFunctions.Core.Idempotency;

/// <summary>The key of a request: where its record is, and the fingerprint that the same request has again.</summary>
/// <param name="DocumentId"><c>idem:{hash of key, credential, method, path}</c>.</param>
/// <param name="Fingerprint">Hash of method, path, query string, If-Match and body.</param>
public sealed record IdempotencyKey(string DocumentId, string Fingerprint)
{
    /// <summary>Computes both hashes.</summary>
    public static IdempotencyKey Of(string key, string credential, string method, string path, string query, string ifMatch, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, method, path, query, ifMatch);
        hash.AppendData(body);
        var fingerprint = Convert.ToHexStringLower(hash.GetHashAndReset());
        return new IdempotencyKey(DocumentIdOf(key, credential, method, path), fingerprint);
    }

    /// <summary>Where the record of a key is, which is known before the body has been read.</summary>
    public static string DocumentIdOf(string key, string credential, string method, string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, key, credential, method, path);
        return "idem:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData("\0"u8);
        }
    }
}
