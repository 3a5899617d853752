using ContactsFunctions.Core.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Values;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("(415) 555-1234")]
    [InlineData("1-415-555-1234")]
    [InlineData("+1 (415) 555-1234")]
    [InlineData("415.555.1234")]
    [InlineData("415/555/1234")]
    [InlineData(" 4155551234 ")]
    [InlineData("415\u00A0555\u00A01234")]
    [InlineData("415\u2011555\u20131234")]
    [InlineData("\u202A+1 415 555 1234\u202C")]
    [InlineData("(+1) 415 555 1234")]
    [InlineData("+1 1 415 555 1234")]
    [InlineData("tel:+1-415-555-1234")]
    [InlineData("TEL:+14155551234;ext=5")]
    [InlineData("(415) 555-1234 x123")]
    [InlineData("001-415-555-1234x12345")]
    [InlineData("415-555-1234 ext. 5")]
    [InlineData("415-555-1234 Extension 5")]
    [InlineData("415-555-1234 #5")]
    [InlineData("011 1 415 555 1234")]
    [InlineData("４１５　５５５　１２３４")]
    [InlineData("＋１（４１５）５５５－１２３４")]
    [InlineData("٤١٥٥٥٥١٢٣٤")]
    public void ToE164_reads_every_spelling_of_one_number(string typed) =>
        Assert.Equal("+14155551234", PhoneNumber.ToE164(typed, "US"));

    [Theory]
    [InlineData("+1-555-123-4567", "+15551234567")]
    [InlineData("+15417543010", "+15417543010")]
    [InlineData("+498963648018", "+498963648018")]
    [InlineData("+44 (0)20 7946 0018", "+442079460018")]
    [InlineData("+49 (0) 30 23125 000", "+493023125000")]
    [InlineData("+39 06 6982", "+39066982")]
    [InlineData("+52 1 55 1234 5678", "+525512345678")]
    [InlineData("+7 (8 495) 123-45-67", "+74951234567")]
    [InlineData("011 44 20 7946 0018", "+442079460018")]
    [InlineData("+800 1234 5678", "+80012345678")]
    [InlineData("+247 62000", "+24762000")]
    public void ToE164_reads_international_forms_in_a_US_team(string typed, string expected) =>
        Assert.Equal(expected, PhoneNumber.ToE164(typed, "US"));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("n/a")]
    [InlineData("x123")]
    [InlineData("call 415-555-1234")]
    [InlineData("1-800-FLOWERS")]
    [InlineData("555-1234")]
    [InlineData("123-456-7890")]
    [InlineData("415-155-1234")]
    [InlineData("415-555-12345")]
    [InlineData("415+5551234")]
    [InlineData("++14155551234")]
    [InlineData("+")]
    [InlineData("+999 123456789")]
    [InlineData("+0049 30 123456")]
    [InlineData("+44 20 7946")]
    [InlineData("+49 00 30 23125")]
    [InlineData("+4912345678901234")]
    [InlineData("1234567890123456789012345678901234567890")]
    public void ToE164_refuses_what_is_no_number_of_its_country(string typed) =>
        Assert.Null(PhoneNumber.ToE164(typed, "US"));

    [Fact]
    public void ToE164_reads_only_international_forms_without_a_known_country()
    {
        Assert.Equal("+442079460018", PhoneNumber.ToE164("+44 20 7946 0018", "??"));
        Assert.Equal("+442079460018", PhoneNumber.ToE164("0044 20 7946 0018", ""));
        Assert.Null(PhoneNumber.ToE164("020 7946 0018", "??"));
    }

    [Fact]
    public void ToE164_of_an_E164_form_is_the_form()
    {
        var countries = PhonePlans.All.Select(plan => plan.Country).ToArray();
        var digits = Gen.Choose(0, 9).Select(digit => (char)('0' + digit));
        var typed = from prefix in Gen.Elements("", "+", "0", "00", "011", "8", "1", "810")
                    from code in Gen.Elements(PhonePlans.All.Select(plan => plan.CallingCode).Append("").ToArray())
                    from length in Gen.Choose(1, 14)
                    from rest in Gen.ArrayOf(digits, length)
                    from country in Gen.Elements(countries)
                    from other in Gen.Elements(countries)
                    select (Text: prefix + code + new string(rest), country, other);
        var found = 0;
        Prop.ForAll(typed.ToArbitrary(), sample =>
        {
            if (PhoneNumber.ToE164(sample.Text, sample.country) is not { } e164)
            {
                return true;
            }

            found++;
            return e164.Length is > 4 and <= 16 && e164[0] == '+' && e164[1..].All(char.IsAsciiDigit)
                && PhoneNumber.ToE164(e164, sample.country) == e164 && PhoneNumber.ToE164(e164, sample.other) == e164;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
        Assert.True(found > 500, $"only {found} numbers were valid");
    }

    [Fact]
    public void ToE164_never_throws()
    {
        var characters = Gen.Elements("+0123456789 -().x;,#e\u0661\uFF11\uD800\uDC00\u200Eа".ToCharArray());
        var text = from length in Gen.Choose(0, 40) from chars in Gen.ArrayOf(characters, length) select new string(chars);
        Prop.ForAll(text.ToArbitrary(), typed => PhoneNumber.ToE164(typed, "KR") is null || PhoneNumber.HasDigit(typed))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Theory]
    [InlineData("call me", false)]
    [InlineData("", false)]
    [InlineData("½ Ⅷ ²", false)]
    [InlineData("ext 5", true)]
    [InlineData("٥", true)]
    [InlineData("𝟓", true)]
    public void HasDigit_knows_decimal_digits_of_every_script(string typed, bool expected) =>
        Assert.Equal(expected, PhoneNumber.HasDigit(typed));

    [Fact]
    public void DigitsOf_drops_the_plus() => Assert.Equal("14155551234", PhoneNumber.DigitsOf("+14155551234"));
}
