using System.Text;

namespace ContactsFunctions.Core.Imports;

/// <summary>Puts the folded lines of a card together again (RFC 6350 section 3.2; the soft line breaks of quoted-printable; the base64 blocks of vCard 2.1).</summary>
internal static class VcardLines
{
    /// <summary>The content lines between the first and the last line of a card, none of them empty.</summary>
    /// <param name="card">Lines with a line feed after each.</param>
    /// <param name="old">Whether it is vCard 2.1, which folds before a blank that belongs to the text.</param>
    public static IEnumerable<string> Unfold(string card, bool old)
    {
        var line = new StringBuilder();
        var (softBreak, quotedPrintable, base64) = (false, false, false);
        var stop = card.LastIndexOf('\n', card.Length - 2) + 1;
        for (int at = card.IndexOf('\n') + 1, next; at < stop; at = next + 1)
        {
            next = card.IndexOf('\n', at);
            var part = card.AsSpan(at, next - at);
            var folded = line.Length > 0 && part.Length > 0 && (part[0] is ' ' or '\t');
            if (softBreak)
            {
                line.Length--;
            }
            else if (folded)
            {
                part = base64 ? part.Trim() : part[(old ? 0 : 1)..];
            }
            else if (!base64 || part.IsEmpty || part.Contains(':'))
            {
                if (line.Length > 0)
                {
                    yield return line.ToString();
                    line.Clear();
                }

                // A local of a span does not outlive the yield.
                part = card.AsSpan(at, next - at);
                var colon = part.IndexOf(':');
                var head = colon < 0 ? part : part[..colon];
                quotedPrintable = head.Contains("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase);
                base64 = head.EndsWith("BASE64", StringComparison.OrdinalIgnoreCase) || head.Contains("BASE64;", StringComparison.OrdinalIgnoreCase);
            }

            line.Append(part);
            softBreak = quotedPrintable && part.EndsWith("=");
        }

        if (line.Length > 0)
        {
            yield return line.ToString();
        }
    }
}
