using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests;

public sealed class HostTests(ApiFixture fixture)
{
    [Theory]
    [InlineData("GET", "/health")]
    [InlineData("GET", "/HEALTH")]
    [InlineData("GET", "/health/")]
    public async Task A_path_that_a_route_matches_is_answered(string verb, string path)
    {
        var answer = await (await fixture.AnonymousAsync()).Send(verb, path);
        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("POST", "/health")]
    [InlineData("HEAD", "/health")]
    [InlineData("OPTIONS", "/health")]
    [InlineData("GET", "//health")]
    [InlineData("GET", "/health//")]
    [InlineData("GET", "/health/more")]
    [InlineData("GET", "/no/such/path")]
    [InlineData("POST", "/no/such/path")]
    public async Task A_path_or_verb_without_a_route_is_an_empty_404(string verb, string path)
    {
        var answer = await (await fixture.AnonymousAsync()).Send(verb, path);
        Assert.Equal(404, answer.Status);
        Assert.Equal("", answer.Text);
        Assert.Null(answer.ContentType);
    }
}
