using System.Security.Cryptography;
using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Core.Access;

/// <summary>Makes, lists, deletes and checks keys of the form <c>ck_{team}_{keyId}_{secret}</c>.</summary>
public sealed class ApiKeys(IDocumentStore store, TimeProvider time)
{
    private const int MaxListed = 1_000;
    private readonly ExpiringCache<ApiKey> cache = new(time);

    /// <summary>Makes a key and returns it with its text, which can never be shown again.</summary>
    public async ValueTask<(ApiKey Key, string Text)> CreateAsync(string teamId, string name, Role role, bool allowQueryToken, CancellationToken cancel)
    {
        var id = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var key = new ApiKey(id, name, role, allowQueryToken, time.GetUtcNow(), ApiKey.Hash(secret));
        await store.CommitAsync(teamId, new Commit(Commit.NewId(), [new DocumentWrite.Create(key.ToDocument())]), cancel);
        return (key, $"ck_{teamId}_{id}_{secret}");
    }

    /// <summary>The team's keys, oldest id first.</summary>
    public async ValueTask<IReadOnlyList<ApiKey>> ListAsync(string teamId, CancellationToken cancel)
    {
        var rows = await store.QueryAsync(teamId, ApiKey.Kind, new DocumentQuery(MaxListed), cancel);
        return [.. rows.Select(r => ApiKey.Read(r.Document!)).OrderBy(k => k.CreatedAt)];
    }

    /// <summary>Deletes a key; false when there is none. It stops working within five seconds everywhere.</summary>
    public async ValueTask<bool> DeleteAsync(string teamId, string keyId, CancellationToken cancel)
    {
        if (!IsKeyId(keyId))
        {
            return false;
        }

        var result = await store.CommitAsync(teamId, new Commit(Commit.NewId(), [new DocumentWrite.Delete(ApiKey.DocumentId(keyId))]), cancel);
        cache.Set(teamId + "_" + keyId, null, 0);
        return result.IsCommitted;
    }

    /// <summary>The team and the key that a credential names, when the secret is right; else null.</summary>
    public async ValueTask<(string TeamId, ApiKey Key)?> CheckAsync(string credential, CancellationToken cancel)
    {
        var parts = credential.Split('_');
        if (parts is not ["ck", var team, var keyId, { Length: 64 } secret] || !Team.IsId(team) || !IsKeyId(keyId))
        {
            return null;
        }

        var name = team + "_" + keyId;
        var key = cache.Find(name);
        if (key is null)
        {
            var readAt = time.GetTimestamp();
            var document = await store.ReadAsync(team, ApiKey.DocumentId(keyId), cancel);
            key = cache.Set(name, document is null ? null : ApiKey.Read(document), readAt);
        }

        return key?.Accepts(secret) == true ? (team, key) : null;
    }

    private static bool IsKeyId(string id) => id.Length == 16 && id.All(char.IsAsciiHexDigitLower);
}
