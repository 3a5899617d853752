using Microsoft.Azure.Cosmos;

namespace ContactsFunctions.Cosmos;

/// <summary>Stands in the SDK's pipeline and reports every request, query plans included, to <see cref="RequestCharges"/>.</summary>
internal sealed class RequestChargeHandler : RequestHandler
{
    public override async Task<ResponseMessage> SendAsync(RequestMessage request, CancellationToken cancellationToken)
    {
        var charge = 0.0;
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            charge = response.Headers.RequestCharge;
            return response;
        }
        finally
        {
            RequestCharges.Add(charge);
        }
    }
}
