using ContactsFunctions.Core.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Values;

public sealed class TimestampTests
{
    [Theory]
    [InlineData("2024-01-31", "2024-01-31T00:00:00.000000Z")]
    [InlineData("2024-01-31T10:00", "2024-01-31T10:00:00.000000Z")]
    [InlineData("2024-01-31T10:00Z", "2024-01-31T10:00:00.000000Z")]
    [InlineData("2024-01-31T10:00:07", "2024-01-31T10:00:07.000000Z")]
    [InlineData("2024-01-31T10:00:07.5Z", "2024-01-31T10:00:07.500000Z")]
    [InlineData("2024-01-31T10:00:07.123456Z", "2024-01-31T10:00:07.123456Z")]
    [InlineData("2024-01-31T10:00:07.123456999999999999999999Z", "2024-01-31T10:00:07.123456Z")]
    [InlineData("2024-01-31T10:00:00+01:00", "2024-01-31T09:00:00.000000Z")]
    [InlineData("2024-01-31T10:00:00-05:30", "2024-01-31T15:30:00.000000Z")]
    [InlineData("2024-01-31T10:00:00+0100", "2024-01-31T09:00:00.000000Z")]
    [InlineData("2024-01-31T10:00:00+01", "2024-01-31T09:00:00.000000Z")]
    [InlineData("2024-01-31T10:00:00-00:00", "2024-01-31T10:00:00.000000Z")]
    [InlineData("2024-01-31t10:00:00z", "2024-01-31T10:00:00.000000Z")]
    [InlineData("2024-01-31 10:00:00", "2024-01-31T10:00:00.000000Z")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00.000000Z")]
    [InlineData("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999999Z")]
    [InlineData("2016-12-31T15:59:60.25-08:00", "2016-12-31T23:59:59.999999Z")]
    [InlineData("0001-01-01", "0001-01-01T00:00:00.000000Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999999Z")]
    public void Times_are_read_into_UTC(string text, string expected)
    {
        Assert.True(Timestamp.TryParse(text, out var utc));
        Assert.Equal(TimeSpan.Zero, utc.Offset);
        Assert.Equal(expected, Timestamp.Format(utc));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2024")]
    [InlineData("2024-01")]
    [InlineData("2024-1-31")]
    [InlineData("20240131")]
    [InlineData("31/01/2024")]
    [InlineData("2024-13-01")]
    [InlineData("2024-00-01")]
    [InlineData("2024-01-00")]
    [InlineData("2023-02-29")]
    [InlineData("0000-01-01")]
    [InlineData("2024-01-31T")]
    [InlineData("2024-01-31Z")]
    [InlineData("2024-01-31T10")]
    [InlineData("2024-01-31T1000")]
    [InlineData("2024-01-31T24:00:00")]
    [InlineData("2024-01-31T10:60:00")]
    [InlineData("2024-01-31T10:00:61")]
    [InlineData("2024-01-31T10:00:60Z")]
    [InlineData("2024-01-31T10:00:")]
    [InlineData("2024-01-31T10:00:0")]
    [InlineData("2024-01-31T10:00:00.")]
    [InlineData("2024-01-31T10:00:00.Z")]
    [InlineData("2024-01-31T10:00:00,5Z")]
    [InlineData("2024-01-31T10:00:00+")]
    [InlineData("2024-01-31T10:00:00+1")]
    [InlineData("2024-01-31T10:00:00+24:00")]
    [InlineData("2024-01-31T10:00:00+01:60")]
    [InlineData("2024-01-31T10:00:00+01-00")]
    [InlineData("2024-01-31T10:00:00ZZ")]
    [InlineData("2024-01-31T10:00:00 Z")]
    [InlineData(" 2024-01-31")]
    [InlineData("2024-01-31 ")]
    [InlineData("２０２４-01-31")]
    [InlineData("0001-01-01T00:00:00+00:01")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    public void Nonsense_is_refused(string text) => Assert.False(Timestamp.TryParse(text, out _));

    [Fact]
    public void Format_converts_to_UTC_and_drops_below_the_microsecond() =>
        Assert.Equal(
            "2024-01-31T09:00:00.000001Z",
            Timestamp.Format(new DateTimeOffset(2024, 1, 31, 10, 0, 0, TimeSpan.FromHours(1)).AddTicks(19)));

    [Fact]
    public void What_was_formatted_reads_back_and_orders_as_the_times_do()
    {
        var times = Longs.Below(DateTime.MaxValue.Ticks / 10).Select(microseconds => new DateTimeOffset(microseconds * 10, TimeSpan.Zero));
        Prop.ForAll(times.Two().ToArbitrary(), pair =>
        {
            var (a, b) = pair;
            return Timestamp.TryParse(Timestamp.Format(a), out var read) && read == a
                && Math.Sign(string.CompareOrdinal(Timestamp.Format(a), Timestamp.Format(b))) == a.CompareTo(b);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
