using System.Globalization;
using System.Text;
using ContactsFunctions.Core.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Values;

public sealed class JsonNumberTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("5", 5)]
    [InlineData("-5", -5)]
    [InlineData("0.1", 0.1)]
    [InlineData("1.10", 1.1)]
    [InlineData("1.100000000000000000000000000000", 1.1)]
    [InlineData("1000000000000000000000", 1e21)]
    [InlineData("1E2", 100)]
    [InlineData("1.5e+3", 1500)]
    [InlineData("15e-1", 1.5)]
    [InlineData("9007199254740992", 9007199254740992)]
    [InlineData("9007199254740994", 9007199254740994)]
    [InlineData("0.30000000000000004", 0.30000000000000004)]
    [InlineData("1.7976931348623157e308", double.MaxValue)]
    [InlineData("5e-324", double.Epsilon)]
    [InlineData("0e999999999999999999999", 0)]
    [InlineData("0.00000000000000000000000000000000000001", 1e-38)]
    public void Numbers_that_a_double_keeps_are_read(string literal, double expected)
    {
        Assert.True(JsonNumber.TryRead(literal, out var value));
        Assert.Equal(expected, value);
        Assert.True(JsonNumber.TryRead(Encoding.UTF8.GetBytes(literal), out value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("-0")]
    [InlineData("-0.0")]
    [InlineData("-0e5")]
    [InlineData("-0.00000000000000000000")]
    public void Minus_zero_is_zero(string literal)
    {
        Assert.True(JsonNumber.TryRead(literal, out var value));
        Assert.False(double.IsNegative(value));
    }

    [Theory]
    [InlineData("12345678901234567890")]
    [InlineData("9007199254740993")]
    [InlineData("65329845780813268")]
    [InlineData("0.123456789012345678901234567890")]
    [InlineData("0.1000000000000000055511151231257827")]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1e-400")]
    [InlineData("4e-324")]
    [InlineData("1e99999999999999999999")]
    [InlineData("1e-99999999999999999999")]
    public void Numbers_that_a_double_changes_are_refused(string literal) => Assert.False(JsonNumber.TryRead(literal, out _));

    [Theory]
    [InlineData("")]
    [InlineData(" 5 ")]
    [InlineData("+5")]
    [InlineData("-")]
    [InlineData("05")]
    [InlineData("-05")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1,000")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1_000")]
    [InlineData("５")]
    [InlineData("1 2")]
    [InlineData("--1")]
    public void Other_text_is_refused(string literal) => Assert.False(JsonNumber.TryRead(literal, out _));

    [Fact]
    public void Every_finite_double_reads_back_from_its_shortest_form()
    {
        var doubles = Longs.Any.Select(BitConverter.Int64BitsToDouble).Where(double.IsFinite);
        Prop.ForAll(doubles.ToArbitrary(), number =>
            JsonNumber.TryRead(number.ToString("R", CultureInfo.InvariantCulture), out var value) && value == number)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void A_literal_is_read_exactly_when_decimal_arithmetic_agrees()
    {
        var literals = from digits in Longs.Below(1_000_000_000_000_000_000) from scale in Gen.Choose(0, 17) select new decimal((int)digits, (int)(digits >> 32), 0, false, (byte)scale);
        Prop.ForAll(literals.ToArbitrary(), number =>
        {
            var literal = number.ToString(CultureInfo.InvariantCulture);
            var shortest = double.Parse(literal, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
            return JsonNumber.TryRead(literal, out _) == (decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture) == number);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20000));
    }
}
