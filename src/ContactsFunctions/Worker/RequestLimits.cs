using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace ContactsFunctions.Worker;

/// <summary>The worker's own Kestrel stands behind the host and refuses bodies above 30 MB with an empty 500 unless told otherwise.</summary>
internal static class RequestLimits
{
    private const long LargestBody = 200L * 1024 * 1024;

    /// <summary>Lets imports through; the host's own limit is <c>FUNCTIONS_REQUEST_BODY_SIZE_LIMIT</c>.</summary>
    public static IServiceCollection AddRequestLimits(this IServiceCollection services) =>
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = LargestBody);
}
