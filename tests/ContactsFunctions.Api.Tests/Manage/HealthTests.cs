using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Manage;

public sealed class HealthTests(ApiFixture fixture)
{
    [Fact]
    public async Task Health_is_open_and_says_what_answers()
    {
        var health = await Expect.Status(200, (await fixture.AnonymousAsync()).Get("/health"));
        Assert.Equal(["status", "store", "queue", "version"], health.Json.Names);
        Assert.Equal("ok", health["status"]);
        Assert.Matches(@"^\d+\.\d+\.\d+", health["version"]);
    }
}
