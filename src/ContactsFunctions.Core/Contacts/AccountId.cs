using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Contacts;

/// <summary>The id of an account known by an external id: there are no account documents, so it is computed.</summary>
public static class AccountId
{
    private static readonly Guid Namespace = new("0d0e3f5c-2f0a-5d6b-8d57-7f1b64a3c9e2");

    /// <summary>The UUID version 5 of team and external id.</summary>
    public static Guid Of(string teamId, string externalId) => VersionedUuid.Version5(VersionedUuid.Version5(Namespace, teamId), externalId);
}
