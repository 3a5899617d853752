using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Tests.Values;

public sealed class WebUrlTests
{
    [Theory]
    [InlineData("https://example.com")]
    [InlineData("http://example.com/")]
    [InlineData("HTTPS://Example.COM/A?b=c#d")]
    [InlineData("https://www.linkedin.com/in/ada%2Flovelace")]
    [InlineData("http://localhost:7071/x")]
    [InlineData("http://127.0.0.1/x")]
    [InlineData("http://[::1]:80/x")]
    [InlineData("https://例子.公司/用户?q=é")]
    [InlineData("https://example.com?q=1")]
    public void Web_URLs_are_valid(string text) => Assert.True(WebUrl.IsValid(text));

    [Theory]
    [InlineData("")]
    [InlineData("example.com")]
    [InlineData("//example.com")]
    [InlineData("/path")]
    [InlineData("ftp://example.com")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http:example.com")]
    [InlineData("http:/example.com")]
    [InlineData("http://")]
    [InlineData("http:///path")]
    [InlineData("http://?q")]
    [InlineData("http://example.com:port/")]
    [InlineData("http://example.com:99999/")]
    [InlineData("http://exa mple.com")]
    [InlineData("http://example.com/a b")]
    [InlineData(" http://example.com")]
    [InlineData("http://example.com\n")]
    [InlineData("http://example.com/\u0000")]
    [InlineData("http://example.com/\u00A0")]
    [InlineData("http://example.com\\@evil.example/")]
    public void Other_text_is_not(string text) => Assert.False(WebUrl.IsValid(text));

    [Fact]
    public void A_URL_has_at_most_2048_characters()
    {
        const string Start = "https://example.com/";
        Assert.True(WebUrl.IsValid(Start + new string('a', 2048 - Start.Length)));
        Assert.False(WebUrl.IsValid(Start + new string('a', 2049 - Start.Length)));
    }

    [Fact]
    public void A_lone_surrogate_is_refused() => Assert.False(WebUrl.IsValid("https://example.com/\uD83D"));
}
