using System.Globalization;
using System.Text;

namespace ContactsFunctions.Core.Values;

/// <summary>JSON number literals (RFC 8259, section 6) that an IEEE double keeps: writing the double gives the same decimal value.</summary>
public static class JsonNumber
{
    // Up to 15 significant digits always survive (DBL_DIG); without an exponent so short a literal is also far from the limits of the range.
    private const int AlwaysKept = 15;

    /// <summary>Reads a literal; false when it is no JSON number, or when the double is another number than was written. Minus zero is zero.</summary>
    public static bool TryRead(string literal, out double value)
    {
        value = 0;
        var bytes = literal.Length <= 256 ? stackalloc byte[literal.Length] : new byte[literal.Length];
        return Ascii.FromUtf16(literal, bytes, out _) == System.Buffers.OperationStatus.Done && TryRead(bytes, out value);
    }

    /// <summary>As the other, of UTF-8 text.</summary>
    public static bool TryRead(ReadOnlySpan<byte> literal, out double value)
    {
        value = 0;
        if (!IsNumber(literal, out var hasExponent)
            || !double.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out var read)
            || !double.IsFinite(read))
        {
            return false;
        }

        if (hasExponent || literal.Length > AlwaysKept)
        {
            Span<byte> shortest = stackalloc byte[32];
            read.TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture);
            if (!IsSameDecimal(literal, shortest[..length]))
            {
                return false;
            }
        }

        value = read == 0 ? 0 : read;
        return true;
    }

    private static bool IsNumber(ReadOnlySpan<byte> text, out bool hasExponent)
    {
        hasExponent = false;
        var at = text.Length > 0 && text[0] == '-' ? 1 : 0;
        var whole = Digits(text, ref at);
        if (whole == 0 || (whole > 1 && text[at - whole] == '0'))
        {
            return false;
        }

        if (at < text.Length && text[at] == '.')
        {
            at++;
            if (Digits(text, ref at) == 0)
            {
                return false;
            }
        }

        if (at < text.Length && text[at] is (byte)'e' or (byte)'E')
        {
            hasExponent = true;
            at++;
            if (at < text.Length && text[at] is (byte)'+' or (byte)'-')
            {
                at++;
            }

            if (Digits(text, ref at) == 0)
            {
                return false;
            }
        }

        return at == text.Length;
    }

    private static int Digits(ReadOnlySpan<byte> text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit((char)text[at]))
        {
            at++;
        }

        return at - start;
    }

    private static bool IsSameDecimal(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var leftDigits = new Decimal(left);
        var rightDigits = new Decimal(right);
        if (leftDigits.IsZero || rightDigits.IsZero)
        {
            return leftDigits.IsZero && rightDigits.IsZero;
        }

        if (leftDigits.Magnitude != rightDigits.Magnitude || (left[0] == '-') != (right[0] == '-'))
        {
            return false;
        }

        while (!leftDigits.AtEnd || !rightDigits.AtEnd)
        {
            if (leftDigits.Next() != rightDigits.Next())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The digits of a literal from the first that is not zero, and the power of ten of that first one.</summary>
    private ref struct Decimal
    {
        private readonly ReadOnlySpan<byte> _mantissa;
        private int _at;

        public Decimal(ReadOnlySpan<byte> literal)
        {
            var e = literal.IndexOfAny((byte)'e', (byte)'E');
            _mantissa = e < 0 ? literal : literal[..e];
            _at = _mantissa.IndexOfAnyInRange((byte)'1', (byte)'9');
            IsZero = _at < 0;
            if (IsZero)
            {
                return;
            }

            var point = _mantissa.IndexOf((byte)'.');
            point = point < 0 ? _mantissa.Length : point;
            Magnitude = (_at < point ? point - _at - 1 : point - _at) + (e < 0 ? 0 : Exponent(literal[(e + 1)..]));
        }

        public bool IsZero { get; }

        public long Magnitude { get; }

        public readonly bool AtEnd => _at >= _mantissa.Length;

        /// <summary>The next digit; zeros without end after the last.</summary>
        public int Next()
        {
            if (!AtEnd && _mantissa[_at] == '.')
            {
                _at++;
            }

            return AtEnd ? 0 : _mantissa[_at++] - '0';
        }

        // Beyond eighteen digits no mantissa that fits in memory brings the number back into range.
        private static long Exponent(ReadOnlySpan<byte> text) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) && Math.Abs(exponent / 2) < long.MaxValue / 4
                ? exponent
                : text[0] == '-' ? long.MinValue / 2 : long.MaxValue / 2;
    }
}
