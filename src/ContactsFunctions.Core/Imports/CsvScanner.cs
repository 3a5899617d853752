namespace ContactsFunctions.Core.Imports;

/// <summary>How far a <see cref="CsvScanner"/> came.</summary>
internal enum CsvScan
{
    /// <summary>More characters are needed.</summary>
    More,

    /// <summary>The row ends at <see cref="CsvScanner.At"/>.</summary>
    Whole,

    /// <summary>Text follows a closing quote, or the input ends inside quotes.</summary>
    Broken,

    /// <summary>The row does not end within the limit, and the last field is not quoted.</summary>
    TooLong,

    /// <summary>The row does not end within the limit because a quote is not closed.</summary>
    Unclosed,
}

/// <summary>
/// Finds the end and the fields of one row, and goes on where it stopped when more characters are there. Positions count from the row's begin.
/// <para>
/// A failed row costs a look at up to the limit, and reading resumes on the next line: done plainly, a file full of such lines would be read
/// quadratically. So the end of a failed scan is kept. All line breaks that it crossed were inside quotes; a later scan that meets one of them inside
/// quotes is in the same state at the same place, and goes on from the end of the first.
/// </para>
/// </summary>
internal sealed class CsvScanner(int limit)
{
    private readonly List<Field> fields = [];
    private State state;
    private int fieldAt;
    private bool escaped;
    private bool joined;
    private int failedAt = -1;
    private State failedState;
    private CsvScan failure;

    private enum State
    {
        FieldStart,
        Unquoted,
        Quoted,
        AfterQuote,
    }

    /// <summary>The delimiter of fields.</summary>
    public char Delimiter { get; set; } = ',';

    /// <summary>Where the scan stands.</summary>
    public int At { get; private set; }

    /// <summary>Whether nothing has been scanned since the last <see cref="Restart"/>.</summary>
    public bool IsFresh => At == 0 && state == State.FieldStart;

    /// <summary>Whether a field was quoted: only then can a row hold line breaks.</summary>
    public bool SawQuote { get; private set; }

    /// <summary>The fields of a whole row.</summary>
    public int FieldCount => fields.Count;

    /// <summary>The text of a field, its quotes taken off.</summary>
    public string Text(ReadOnlySpan<char> text, int index)
    {
        var field = fields[index];
        var inside = text[field.Start..field.End];
        return inside.IsEmpty ? "" : field.Escaped ? inside.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : inside.ToString();
    }

    /// <summary>Begins a row that lies <paramref name="consumed"/> characters after the last.</summary>
    public void Restart(int consumed)
    {
        fields.Clear();
        (At, state, SawQuote, joined) = (0, State.FieldStart, false, false);
        failedAt = Math.Max(failedAt - consumed, -1);
    }

    /// <summary>Forgets failed scans: for another delimiter.</summary>
    public void Forget()
    {
        failedAt = -1;
        Restart(0);
    }

    /// <summary>Scans on.</summary>
    /// <param name="text">The text from the row's begin, as far as it is there.</param>
    /// <param name="ended">Whether no text follows.</param>
    public CsvScan Scan(ReadOnlySpan<char> text, bool ended)
    {
        var result = Advance(text, ended);
        if (result == CsvScan.Whole && joined)
        {
            Forget();
            result = Advance(text, ended);
        }
        else if (result >= CsvScan.Broken)
        {
            (failedAt, failedState, failure) = (At, state, result);
        }

        return result;
    }

    private CsvScan Advance(ReadOnlySpan<char> text, bool ended)
    {
        // The break after a row of the longest length is the last character that counts, whether more are there or not.
        var cut = text.Length > limit;
        text = cut ? text[..(limit + 1)] : text;
        var last = ended && !cut;
        while (true)
        {
            switch (state)
            {
                case State.FieldStart:
                    (fieldAt, escaped) = (At, false);
                    if (At == text.Length)
                    {
                        return last ? End(At) : Stop(cut);
                    }

                    var opens = text[At] == '"';
                    At += opens ? 1 : 0;
                    SawQuote |= opens;
                    fieldAt = At;
                    state = opens ? State.Quoted : State.Unquoted;
                    break;

                case State.Unquoted:
                    var stop = text[At..].IndexOfAny(Delimiter, '\r', '\n');
                    At = stop < 0 ? text.Length : At + stop;
                    if (stop < 0 && !last)
                    {
                        return Stop(cut);
                    }

                    if (EndsRow(text))
                    {
                        return End(At);
                    }

                    break;

                case State.Quoted:
                    if (Joins(text))
                    {
                        if (failure == CsvScan.Broken)
                        {
                            return CsvScan.Broken;
                        }

                        break;
                    }

                    var quote = text[At..].IndexOf('"');
                    At = quote < 0 ? text.Length : At + quote;
                    if (quote < 0 || (At + 1 == text.Length && !last))
                    {
                        return last ? CsvScan.Broken : Stop(cut);
                    }

                    if (At + 1 < text.Length && text[At + 1] == '"')
                    {
                        escaped = true;
                        At += 2;
                        break;
                    }

                    state = State.AfterQuote;
                    break;

                default:
                    var after = At + 1;
                    if (after < text.Length && text[after] != Delimiter && text[after] is not ('\r' or '\n'))
                    {
                        return CsvScan.Broken;
                    }

                    var end = At;
                    At = after;
                    if (EndsRow(text))
                    {
                        return End(end);
                    }

                    fields[^1] = fields[^1] with { End = end };
                    break;
            }
        }
    }

    private bool EndsRow(ReadOnlySpan<char> text)
    {
        if (At == text.Length || text[At] != Delimiter)
        {
            return true;
        }

        fields.Add(new Field(fieldAt, At, escaped));
        At++;
        state = State.FieldStart;
        return false;
    }

    private CsvScan End(int end)
    {
        fields.Add(new Field(fieldAt, end, escaped));
        return CsvScan.Whole;
    }

    private CsvScan Stop(bool cut) => !cut ? CsvScan.More : state == State.Quoted ? CsvScan.Unclosed : CsvScan.TooLong;

    private bool Joins(ReadOnlySpan<char> text)
    {
        if (joined || failedAt <= At)
        {
            return false;
        }

        var stop = text[At..].IndexOfAny('"', '\r', '\n');
        if (stop < 0 || text[At + stop] == '"' || At + stop >= failedAt)
        {
            return false;
        }

        (At, state, joined) = (failedAt, failedState, true);
        return true;
    }

    private readonly record struct Field(int Start, int End, bool Escaped);
}
