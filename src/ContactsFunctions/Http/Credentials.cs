using Microsoft.AspNetCore.Http;

namespace ContactsFunctions.Http;

/// <summary>Where a request carries its credential.</summary>
public static class Credentials
{
    /// <summary>The text behind <c>Authorization: Bearer</c> (RFC 6750, 2.1), else of <c>x-api-key</c>; null when there is neither.</summary>
    public static string? Of(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return authorization[Scheme.Length..].Trim();
        }

        var key = request.Headers["x-api-key"].ToString().Trim();
        return key.Length == 0 ? null : key;
    }
}
