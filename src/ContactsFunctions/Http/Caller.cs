using ContactsFunctions.Core.Access;
using Microsoft.AspNetCore.Http;

namespace ContactsFunctions.Http;

/// <summary>Who asks, and for which team: known to be allowed.</summary>
/// <param name="Credential">Names the credential, not its secret.</param>
public sealed record Caller(HttpRequest Request, Team Team, Role Role, string Credential, CancellationToken Cancel);
