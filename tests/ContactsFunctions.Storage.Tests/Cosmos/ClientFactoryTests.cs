using ContactsFunctions.Cosmos;
using Microsoft.Azure.Cosmos;

namespace ContactsFunctions.Storage.Tests.Cosmos;

public sealed class ClientFactoryTests
{
    [Fact]
    public void A_connection_string_means_gateway_mode_at_that_endpoint_alone()
    {
        using var client = CosmosClientFactory.Create(new CosmosStoreOptions { ConnectionString = "AccountEndpoint=http://127.0.0.1:8081/;AccountKey=a2V5;", Endpoint = new Uri("https://elsewhere/") });
        Assert.Equal(new Uri("http://127.0.0.1:8081/"), client.Endpoint);
        Assert.Equal((ConnectionMode.Gateway, true, false), (client.ClientOptions.ConnectionMode, client.ClientOptions.LimitToEndpoint, client.ClientOptions.EnableContentResponseOnWrite));
        Assert.Equal("false", Environment.GetEnvironmentVariable("AZURE_COSMOS_THIN_CLIENT_ENABLED"));
        Assert.Equal("true", Environment.GetEnvironmentVariable("AZURE_COSMOS_USE_QUERY_PLAN_INTEROP_LINUX"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("11111111-2222-3333-4444-555555555555")]
    public void An_endpoint_means_direct_mode_by_identity(string? clientId)
    {
        var options = new CosmosStoreOptions { Endpoint = new Uri("https://account.documents.azure.com/"), ManagedIdentityClientId = clientId, ThrottleLimit = TimeSpan.FromSeconds(2) };
        using var client = CosmosClientFactory.Create(options);
        Assert.Equal((ConnectionMode.Direct, false), (client.ClientOptions.ConnectionMode, client.ClientOptions.EnableContentResponseOnWrite));
        Assert.Equal(TimeSpan.FromSeconds(2), client.ClientOptions.MaxRetryWaitTimeOnRateLimitedRequests);
    }

    [Fact]
    public void One_of_the_two_is_needed() => Assert.Throws<ArgumentException>(() => CosmosClientFactory.Create(new CosmosStoreOptions()));
}
