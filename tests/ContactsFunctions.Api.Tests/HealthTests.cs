using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests;

public sealed class HealthTests(ApiFixture fixture)
{
    [Fact]
    public async Task Health_tells_of_store_and_queue()
    {
        var answer = await (await fixture.AnonymousAsync()).Send("GET", "/health");
        Assert.Equal(200, answer.Status);
        Assert.All((string[])["status", "store", "queue"], name => Assert.Equal("ok", answer[name]));
    }
}
