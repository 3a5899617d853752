using System.Globalization;

namespace ContactsFunctions.Core.Values;

/// <summary>
/// Times of RFC 3339, kept to the microsecond in UTC. More lenient in reading: a date alone is its midnight, seconds and offset may be absent
/// (no offset is UTC), the offset may be without a colon or minutes, a blank or a lower case t or z may be used.
/// </summary>
public static class Timestamp
{
    private const int LengthOfDate = 10;
    private const int MicrosecondDigits = 6;

    /// <summary>
    /// Reads a time; fractions of any length are cut to microseconds. A leap second (23:59:60 UTC) is the last microsecond of its minute.
    /// False for other text, for impossible dates and times, and for times outside the years 0001–9999 of UTC.
    /// </summary>
    public static bool TryParse(string text, out DateTimeOffset utc)
    {
        utc = default;
        if (!TryReadDate(text, out var date))
        {
            return false;
        }

        if (text.Length == LengthOfDate)
        {
            utc = new DateTimeOffset(date, TimeSpan.Zero);
            return true;
        }

        var rest = text.AsSpan(LengthOfDate);
        if (rest[0] is not ('T' or 't' or ' ') || !TryReadClock(rest = rest[1..], out var clock, out var isLeap, out var length)
            || !TryReadOffset(rest[length..], out var offset))
        {
            return false;
        }

        var ticks = date.Ticks + clock - offset;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        utc = new DateTimeOffset(ticks, TimeSpan.Zero);
        return !isLeap || utc is { Hour: 23, Minute: 59 };
    }

    /// <summary>The one stored form, <c>2024-01-31T10:00:00.000000Z</c>: its order as text is the order in time.</summary>
    public static string Format(DateTimeOffset time)
    {
        Span<char> text = stackalloc char[32];
        time.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        text[26] = 'Z';
        return text[..27].ToString();
    }

    private static bool TryReadDate(string text, out DateTime date)
    {
        date = default;
        if (text.Length < LengthOfDate || text[4] != '-' || text[7] != '-'
            || !TryReadDigits(text.AsSpan(0, 4), out var year)
            || !TryReadDigits(text.AsSpan(5, 2), out var month)
            || !TryReadDigits(text.AsSpan(8, 2), out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        return true;
    }

    private static bool TryReadClock(ReadOnlySpan<char> text, out long ticks, out bool isLeap, out int length)
    {
        (ticks, isLeap, length) = (0, false, 5);
        if (text.Length < 5 || text[2] != ':' || !TryReadDigits(text[..2], out var hour)
            || !TryReadDigits(text[3..5], out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        ticks = hour * TimeSpan.TicksPerHour + minute * TimeSpan.TicksPerMinute;
        if (text.Length == 5 || text[5] != ':')
        {
            return true;
        }

        if (text.Length < 8 || !TryReadDigits(text[6..8], out var second) || second > 60)
        {
            return false;
        }

        length = 8;
        var fraction = 0L;
        if (text.Length > 8 && text[8] == '.')
        {
            var digits = 0;
            for (length = 9; length < text.Length && char.IsAsciiDigit(text[length]); length++)
            {
                fraction = digits++ < MicrosecondDigits ? fraction * 10 + text[length] - '0' : fraction;
            }

            if (digits == 0)
            {
                return false;
            }

            for (; digits < MicrosecondDigits; digits++)
            {
                fraction *= 10;
            }
        }

        isLeap = second == 60;
        ticks += isLeap
            ? TimeSpan.TicksPerMinute - TimeSpan.TicksPerMicrosecond
            : second * TimeSpan.TicksPerSecond + fraction * TimeSpan.TicksPerMicrosecond;
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text is "" or "Z" or "z")
        {
            return true;
        }

        if (text[0] is not ('+' or '-') || text.Length is not (3 or 5 or 6) || (text.Length == 6 && text[3] != ':'))
        {
            return false;
        }

        var minute = 0;
        if (!TryReadDigits(text[1..3], out var hour)
            || (text.Length > 3 && !TryReadDigits(text[^2..], out minute)) || hour > 23 || minute > 59)
        {
            return false;
        }

        ticks = (hour * TimeSpan.TicksPerHour + minute * TimeSpan.TicksPerMinute) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryReadDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            value = value * 10 + c - '0';
        }

        return true;
    }
}
