namespace ContactsFunctions.Core.Imports;

/// <summary>One content line of a card, taken apart: <c>group.NAME;PARAMETER=value,"value";BARE:value</c>.</summary>
/// <param name="Name">In upper case, without its group.</param>
/// <param name="Parameters">Name in upper case and one value each; a bare one, as vCard 2.1 writes types and encodings, has the name "".</param>
/// <param name="Value">As it stands.</param>
internal sealed record VcardProperty(string Name, IReadOnlyList<(string Name, string Value)> Parameters, string Value)
{
    private const int NotPreferred = 101;

    /// <summary>1 to 100, less is preferred (RFC 6350 section 5.3; <c>TYPE=PREF</c> of the older ones is 1); 101 when nothing is said.</summary>
    public int Preference => Parameters.Select(p => p switch
    {
        ("PREF", var number) => int.TryParse(number, out var preference) && preference is > 0 and < NotPreferred ? preference : NotPreferred,
        ("" or "TYPE", var types) => types.Split(',').Any(type => type.Trim().Equals("PREF", StringComparison.OrdinalIgnoreCase)) ? 1 : NotPreferred,
        _ => NotPreferred,
    }).DefaultIfEmpty(NotPreferred).Min();

    /// <summary>The charset of encoded bytes, in lower case, or null.</summary>
    public string? Charset => Parameters.FirstOrDefault(p => p.Name == "CHARSET").Value?.ToLowerInvariant();

    /// <summary>Whether the value is quoted-printable.</summary>
    public bool IsQuotedPrintable => IsEncoded("QUOTED-PRINTABLE");

    /// <summary>Whether the value is base64.</summary>
    public bool IsBase64 => IsEncoded("BASE64") || IsEncoded("B");

    /// <summary>Takes a line apart; null when it is no content line.</summary>
    public static VcardProperty? Parse(string line)
    {
        var at = line.AsSpan().IndexOfAny(':', ';');
        if (at < 0)
        {
            return null;
        }

        var name = line.AsSpan(0, at).Trim();
        name = name[(name.LastIndexOf('.') + 1)..];
        if (name.IsEmpty || !IsToken(line.AsSpan(0, at).Trim()))
        {
            return null;
        }

        var parameters = new List<(string, string)>();
        while (line[at] == ';')
        {
            at = ReadParameter(line, at + 1, parameters);
            if (at >= line.Length)
            {
                return null;
            }
        }

        return new VcardProperty(name.ToString().ToUpperInvariant(), parameters, line[(at + 1)..]);
    }

    private static bool IsToken(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads up to the <c>;</c> or <c>:</c> after the parameter and returns where that is; the line's length when there is none.</summary>
    private static int ReadParameter(string line, int at, List<(string, string)> parameters)
    {
        var stop = line.AsSpan(at).IndexOfAny('=', ':', ';');
        if (stop < 0)
        {
            return line.Length;
        }

        stop += at;
        if (line[stop] != '=')
        {
            parameters.Add(("", line[at..stop].Trim()));
            return stop;
        }

        var name = line[at..stop].Trim().ToUpperInvariant();
        do
        {
            at = stop + 1;
            var quoted = at < line.Length && line[at] == '"';
            var end = quoted ? line.IndexOf('"', at + 1) : at;
            var next = end < 0 ? -1 : line.AsSpan(end).IndexOfAny(',', ':', ';');
            if (next < 0)
            {
                return line.Length;
            }

            stop = end + next;
            parameters.Add((name, quoted ? line[(at + 1)..end] : line[at..stop].Trim()));
        }
        while (line[stop] == ',');
        return stop;
    }

    private bool IsEncoded(string encoding) => Parameters.Any(p => p.Name is "" or "ENCODING" && p.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase));
}
