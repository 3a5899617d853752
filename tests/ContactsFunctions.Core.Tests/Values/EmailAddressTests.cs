using ContactsFunctions.Core.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Values;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("Ada@Example.COM", "ada@example.com")]
    [InlineData("  ada@example.com\r\n", "ada@example.com")]
    [InlineData("o'brien+tag@sub.example.co.uk", "o'brien+tag@sub.example.co.uk")]
    [InlineData("用户@例子.公司", "用户@例子.公司")]
    [InlineData("ÉLODIE@Exämple.de", "élodie@exämple.de")]
    [InlineData("उदाहरण@उदाहरण.भारत", "उदाहरण@उदाहरण.भारत")]
    [InlineData("a@localhost", "a@localhost")]
    [InlineData("a@xn--fsqu00a.xn--55qx5d", "a@xn--fsqu00a.xn--55qx5d")]
    [InlineData("1.2_3-4@5.6-7.org", "1.2_3-4@5.6-7.org")]
    [InlineData("!#$%&'*+-/=?^_`{|}~@example.com", "!#$%&'*+-/=?^_`{|}~@example.com")]
    [InlineData("\"a@b..c\"@example.com", "\"a@b..c\"@example.com")]
    [InlineData("\"a\\\"@b\"@example.com", "\"a\\\"@b\"@example.com")]
    [InlineData("👍@example.com", "👍@example.com")]
    public void Normalize_keeps_addresses_in_lower_case(string text, string expected) => Assert.Equal(expected, EmailAddress.Normalize(text));

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("a")]
    [InlineData("a@")]
    [InlineData("@a")]
    [InlineData("a@b@c")]
    [InlineData(".a@b.c")]
    [InlineData("a.@b.c")]
    [InlineData("a..b@c.d")]
    [InlineData("a@b..c")]
    [InlineData("a@.b")]
    [InlineData("a@b.")]
    [InlineData("a@-b.c")]
    [InlineData("a@b-.c")]
    [InlineData("a@b_c.d")]
    [InlineData("a b@c.d")]
    [InlineData("a@b c.d")]
    [InlineData("a\u00A0b@c.d")]
    [InlineData("a\u200Bb@c.d")]
    [InlineData("a\u0000@b.c")]
    [InlineData("a\u007F@b.c")]
    [InlineData("a,b@c.d")]
    [InlineData("a;b@c.d")]
    [InlineData("Ada <ada@example.com>")]
    [InlineData("<ada@example.com>")]
    [InlineData("mailto:ada@example.com")]
    [InlineData("\"a@b.c")]
    [InlineData("\"a\"b@c.d")]
    [InlineData("\"a\\\"@b.c")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a@b.c👍")]
    public void Normalize_refuses_what_is_no_address(string text) => Assert.Null(EmailAddress.Normalize(text));

    [Fact]
    public void Normalize_refuses_a_lone_surrogate() => Assert.Null(EmailAddress.Normalize("a\uD83D@b.c"));

    [Fact]
    public void Normalize_holds_the_limits_of_length_in_octets()
    {
        Assert.NotNull(EmailAddress.Normalize(new string('a', 64) + "@b.c"));
        Assert.Null(EmailAddress.Normalize(new string('a', 65) + "@b.c"));
        Assert.NotNull(EmailAddress.Normalize(new string('é', 32) + "@b.c"));
        Assert.Null(EmailAddress.Normalize(new string('é', 33) + "@b.c"));
        Assert.NotNull(EmailAddress.Normalize("a@" + new string('b', 63) + ".c"));
        Assert.Null(EmailAddress.Normalize("a@" + new string('b', 64) + ".c"));
        var labels = string.Concat(Enumerable.Repeat("bbbbbbb.", 31));
        Assert.NotNull(EmailAddress.Normalize("aaa@" + labels + "cc"));
        Assert.Null(EmailAddress.Normalize("aaa@" + labels + "ccc"));
    }

    [Fact]
    public void Normalize_twice_is_once()
    {
        var text = Gen.Elements("aAzZ019.@\"\\-+_éÉİıßK用 ".ToCharArray()).ListOf().Select(chars => string.Concat(chars) + "@Example.com");
        Prop.ForAll(text.ToArbitrary(), typed => EmailAddress.Normalize(typed) is not { } address || EmailAddress.Normalize(address) == address)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }
}
