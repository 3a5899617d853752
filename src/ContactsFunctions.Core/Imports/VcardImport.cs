using System.Runtime.CompilerServices;

namespace ContactsFunctions.Core.Imports;

/// <summary>
/// Reads the cards of a vCard body, versions 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350) also mixed, as rows to import, with flat memory. The body stays the
/// caller's; disposing gives the buffers back, and no row is read afterwards.
/// </summary>
public sealed class VcardImport : IAsyncDisposable
{
    private readonly ImportText text;
    private readonly VcardCards cards;
    private VcardCard? first;
    private int index;

    private VcardImport(ImportText text, VcardCards cards) => (this.text, this.cards) = (text, cards);

    /// <summary>What the bytes are read as: <c>utf-8</c>, <c>utf-16le</c>, <c>utf-16be</c> or <c>windows-1252</c>.</summary>
    public string Encoding => text.Encoding.Name();

    /// <summary>Looks for the first card. A problem refuses the whole upload: <c>unknown_charset</c>, or <c>empty_import</c> without a <c>BEGIN:VCARD</c>.</summary>
    /// <param name="body">The body.</param>
    /// <param name="charset">The charset of the content type, which wins over everything that the bytes say; null when none is given.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static Task<(VcardImport? Import, ImportProblem? Problem)> OpenAsync(Stream body, string? charset, CancellationToken cancel) =>
        OpenAsync(body, charset, CsvRows.MaxRowBytes, cancel);

    /// <summary>As the public one, with another longest card.</summary>
    internal static async Task<(VcardImport? Import, ImportProblem? Problem)> OpenAsync(Stream body, string? charset, int limit, CancellationToken cancel)
    {
        if (await ImportText.OpenAsync(body, charset, cancel) is not { } text)
        {
            return (null, ImportErrors.CharsetUnknown(charset));
        }

        var import = new VcardImport(text, new VcardCards(text, limit));
        try
        {
            import.first = await import.cards.NextAsync(cancel);
            return import.first is null ? (null, new ImportProblem(ImportErrors.EmptyImport, "There is no card to import; a card begins with a line BEGIN:VCARD.")) : (import, null);
        }
        finally
        {
            if (import.first is null)
            {
                import.cards.Dispose();
            }
        }
    }

    /// <summary>The rows, in order, each once: a second reading goes on where the first was left.</summary>
    public async IAsyncEnumerable<ImportRow> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while ((first ?? await cards.NextAsync(cancel)) is { } card)
        {
            first = null;
            yield return Read(card);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        first = null;
        cards.Dispose();
        return ValueTask.CompletedTask;
    }

    private ImportRow Read(VcardCard card)
    {
        var row = new ImportRow(index++, card.Line);
        row = card.Error is null ? VcardRecord.Read(card.Text, row) : row with { Error = card.Error };
        return row.Error is null ? row : row with { Fields = [RawLine.Of(card.Text.AsSpan().TrimEnd('\n'), text.HasInvalid)] };
    }
}
