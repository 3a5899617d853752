using System.Text;
using ContactsFunctions.Core.Contacts;

namespace ContactsFunctions.Core.Imports;

/// <summary>One card as it was cut.</summary>
/// <param name="Line">The physical line of its <c>BEGIN</c>, from 1.</param>
/// <param name="Text">All its lines with a line feed after each; of a card that is too large the first ones.</param>
/// <param name="Error">Why it cannot be read, or null.</param>
internal sealed record VcardCard(int Line, string Text, ContactError? Error);

/// <summary>
/// Cuts a text into cards at the lines <c>BEGIN:VCARD</c> and <c>END:VCARD</c>, whatever the lines between them mean: so a broken card never takes its
/// neighbours with it. A <c>BEGIN</c> inside a card fails that card and begins the next. Text between cards is passed over.
/// </summary>
/// <param name="limit">The longest card, in UTF-8 bytes with one byte for each line break.</param>
internal sealed class VcardCards(ImportText text, int limit) : IDisposable
{
    private readonly TextLines lines = new(text, limit);
    private readonly StringBuilder card = new();
    private bool isOpen;
    private int begin;
    private int bytes;

    /// <summary>Reads the next card; null at the end.</summary>
    public async ValueTask<VcardCard?> NextAsync(CancellationToken cancel)
    {
        while (!isOpen)
        {
            if (!await lines.NextAsync(cancel))
            {
                return null;
            }

            if (Is("BEGIN"))
            {
                Begin();
            }
        }

        while (await lines.NextAsync(cancel))
        {
            if (Is("BEGIN"))
            {
                var broken = Take("The card has no END:VCARD before the next BEGIN:VCARD.");
                Begin();
                return broken;
            }

            Append();
            if (Is("END"))
            {
                isOpen = false;
                return Take(null);
            }
        }

        isOpen = false;
        return Take("The card has no END:VCARD.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isOpen = false;
        lines.Dispose();
    }

    private bool Is(string name)
    {
        var line = lines.Line.Span.TrimEnd();
        if (!line.StartsWith(name, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        line = line[name.Length..].TrimStart();
        return line.Length > 0 && line[0] == ':' && line[1..].Trim().Equals("VCARD", StringComparison.OrdinalIgnoreCase);
    }

    private void Begin()
    {
        (isOpen, begin, bytes) = (true, lines.Number, 0);
        Append();
    }

    private void Append()
    {
        if (bytes <= limit)
        {
            bytes += Encoding.UTF8.GetByteCount(lines.Line.Span) + 1;
            card.Append(lines.Line.Span).Append('\n');
        }
    }

    private VcardCard Take(string? broken)
    {
        var whole = card.ToString();
        card.Clear();
        var error = bytes > limit ? ImportErrors.Unreadable(ImportErrors.RowTooLarge, 1, 1)
            : broken is not null ? new ContactError(ImportErrors.BadVcard, broken)
            : text.HasInvalid && InvalidBytes.Any(whole) ? ImportErrors.Unreadable(ImportErrors.BadEncoding, 1, 1)
            : null;
        return new VcardCard(begin, whole, error);
    }
}
