using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Tests.Values;

public sealed class CodesTests
{
    [Theory]
    [InlineData("US", true)]
    [InlineData("GB", true)]
    [InlineData("SS", true)]
    [InlineData("AQ", true)]
    [InlineData("UK", false)]
    [InlineData("EU", false)]
    [InlineData("XK", false)]
    [InlineData("us", false)]
    [InlineData("USA", false)]
    [InlineData("", false)]
    public void Countries_are_the_assigned_alpha2_codes(string code, bool expected) => Assert.Equal(expected, Countries.IsCode(code));

    [Fact]
    public void There_are_249_countries() => Assert.Equal(249, Countries.All.Count);

    [Theory]
    [InlineData("USD", true)]
    [InlineData("EUR", true)]
    [InlineData("XCG", true)]
    [InlineData("ZWG", true)]
    [InlineData("SLE", true)]
    [InlineData("CHW", true)]
    [InlineData("XAU", true)]
    [InlineData("DEM", false)]
    [InlineData("HRK", false)]
    [InlineData("ANG", false)]
    [InlineData("BTC", false)]
    [InlineData("usd", false)]
    [InlineData("US", false)]
    [InlineData("", false)]
    public void Currencies_are_the_active_codes(string code, bool expected) => Assert.Equal(expected, Currencies.IsCode(code));
}
