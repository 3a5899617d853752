using System.Buffers;

namespace ContactsFunctions.Core.Imports;

/// <summary>How far a <see cref="JsonScanner"/> came.</summary>
internal enum JsonScan
{
    /// <summary>More bytes are needed.</summary>
    More,

    /// <summary>The value ends here.</summary>
    Whole,

    /// <summary>This is not JSON.</summary>
    Broken,

    /// <summary>Objects and lists are nested too deep.</summary>
    TooDeep,
}

/// <summary>
/// Finds the end of one JSON value as RFC 8259 has it, and goes on where it stopped when more bytes are there. <see cref="System.Text.Json.Utf8JsonReader"/>
/// takes no part of a string; this keeps nothing of what it has seen, so that a value of any length passes in flat memory. Whether the bytes are UTF-8 is not looked at.
/// </summary>
internal sealed class JsonScanner
{
    private static readonly SearchValues<byte> StringStops = SearchValues.Create([.. Enumerable.Range(0, 32).Select(b => (byte)b), (byte)'"', (byte)'\\']);
    private static readonly ReadOnlyMemory<byte> True = "rue"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> False = "alse"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Null = "ull"u8.ToArray();

    private State state;
    private int depth;
    private int maxDepth;
    private ulong objects;
    private bool isName;
    private int hexLeft;
    private ReadOnlyMemory<byte> literal;

    private enum State
    {
        Value,
        ValueOrEnd,
        NameOrEnd,
        Name,
        Colon,
        AfterValue,
        InString,
        Escape,
        Hex,
        Literal,
        Minus,
        Zero,
        Integer,
        Point,
        Fraction,
        Exponent,
        ExponentSign,
        ExponentDigits,
        Done,
    }

    /// <summary>Begins a value.</summary>
    /// <param name="nesting">How many objects and lists may stand in each other, at most 64.</param>
    public void Restart(int nesting) => (state, depth, maxDepth) = (State.Value, 0, nesting);

    /// <summary>Scans on.</summary>
    /// <param name="bytes">What follows the bytes used so far; the first call begins at the value itself.</param>
    /// <param name="ended">Whether no bytes follow.</param>
    /// <param name="used">How many bytes belong to the value.</param>
    public JsonScan Scan(ReadOnlySpan<byte> bytes, bool ended, out int used)
    {
        for (used = 0; used < bytes.Length;)
        {
            if (state == State.InString)
            {
                var stop = bytes[used..].IndexOfAny(StringStops);
                used = stop < 0 ? bytes.Length : used + stop;
                if (stop < 0)
                {
                    break;
                }
            }

            var result = Step(bytes[used], out var belongs);
            used += belongs ? 1 : 0;
            if (result != JsonScan.More)
            {
                return result;
            }
        }

        return !ended ? JsonScan.More : depth == 0 && state is State.Zero or State.Integer or State.Fraction or State.ExponentDigits ? JsonScan.Whole : JsonScan.Broken;
    }

    private JsonScan Step(byte b, out bool belongs)
    {
        belongs = true;
        switch (state)
        {
            case State.InString: return b == '"' ? isName ? To(State.Colon) : EndValue() : b == '\\' ? To(State.Escape) : JsonScan.Broken;
            case State.Escape:
                hexLeft = 4;
                return b == 'u' ? To(State.Hex) : "\"\\/bfnrt"u8.Contains(b) ? To(State.InString) : JsonScan.Broken;
            case State.Hex: return !char.IsAsciiHexDigit((char)b) ? JsonScan.Broken : --hexLeft == 0 ? To(State.InString) : JsonScan.More;
            case State.Literal:
                if (b != literal.Span[0])
                {
                    return JsonScan.Broken;
                }

                literal = literal[1..];
                return literal.IsEmpty ? EndValue() : JsonScan.More;
            case >= State.Minus and <= State.ExponentDigits: return Number(b, out belongs);
            default: return b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' ? JsonScan.More : Structure(b);
        }
    }

    private JsonScan Structure(byte b)
    {
        switch (state)
        {
            case State.ValueOrEnd when b == ']':
            case State.NameOrEnd when b == '}':
                return Close();
            case State.NameOrEnd or State.Name:
                isName = true;
                return b == '"' ? To(State.InString) : JsonScan.Broken;
            case State.Colon: return b == ':' ? To(State.Value) : JsonScan.Broken;
            case State.AfterValue:
                var inObject = (objects & 1) != 0;
                return b == ',' ? To(inObject ? State.Name : State.Value) : b == (inObject ? '}' : ']') ? Close() : JsonScan.Broken;
            default: return BeginValue(b);
        }
    }

    private JsonScan BeginValue(byte b)
    {
        switch (b)
        {
            case (byte)'"':
                isName = false;
                return To(State.InString);
            case (byte)'{': return Open(1, State.NameOrEnd);
            case (byte)'[': return Open(0, State.ValueOrEnd);
            case (byte)'-': return To(State.Minus);
            case (byte)'0': return To(State.Zero);
            case >= (byte)'1' and <= (byte)'9': return To(State.Integer);
            default:
                literal = b switch { (byte)'t' => True, (byte)'f' => False, (byte)'n' => Null, _ => default };
                return literal.IsEmpty ? JsonScan.Broken : To(State.Literal);
        }
    }

    private JsonScan Number(byte b, out bool belongs)
    {
        var digit = b is >= (byte)'0' and <= (byte)'9';
        var exponent = b is (byte)'e' or (byte)'E';
        State? next = state switch
        {
            State.Minus => b == '0' ? State.Zero : digit ? State.Integer : null,
            State.Point => digit ? State.Fraction : null,
            State.Exponent => digit ? State.ExponentDigits : b is (byte)'+' or (byte)'-' ? State.ExponentSign : null,
            State.ExponentSign => digit ? State.ExponentDigits : null,
            State.ExponentDigits => digit ? State.ExponentDigits : State.Done,
            State.Fraction => digit ? State.Fraction : exponent ? State.Exponent : State.Done,
            _ => digit && state == State.Integer ? State.Integer : b == '.' ? State.Point : exponent ? State.Exponent : State.Done,
        };
        belongs = next is not (State.Done or null);
        return next is not { } to ? JsonScan.Broken : to == State.Done ? EndValue() : To(to);
    }

    private JsonScan Open(uint bit, State next)
    {
        depth++;
        objects = (objects << 1) | bit;
        return depth > maxDepth ? JsonScan.TooDeep : To(next);
    }

    private JsonScan Close()
    {
        depth--;
        objects >>= 1;
        return EndValue();
    }

    private JsonScan EndValue()
    {
        state = depth == 0 ? State.Done : State.AfterValue;
        return depth == 0 ? JsonScan.Whole : JsonScan.More;
    }

    private JsonScan To(State next)
    {
        state = next;
        return JsonScan.More;
    }
}
