using System.Text;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Contacts;

/// <summary>
/// The free text <c>q</c>: every word of it must be the prefix of a word of the contact's names, company, e-mail addresses (also whole) or
/// phone numbers (digits of the E.164 form and as typed). Words are runs of letters, marks and digits.
/// </summary>
public static class FreeText
{
    private const int WordLength = 64;

    /// <summary>The distinct words of a contact in search form; only what is searchable of each text takes part.</summary>
    public static IReadOnlyList<IndexValue> WordsOf(Contact contact)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var name = contact.Name;
        AddWords(words, name.Full);
        AddWords(words, name.First);
        AddWords(words, name.Last);
        AddWords(words, contact.Properties.GetValueOrDefault("company") is Properties.PropertyValue.Text company ? company.Value : null);
        foreach (var email in contact.Emails)
        {
            AddWords(words, email.Address);
            words.Add(Searchable(TextFold.Fold(email.Address)));
        }

        foreach (var phone in contact.Phones)
        {
            AddWords(words, phone.Number);
            AddWords(words, PhoneNumber.DigitsIn(phone.Number));
            AddWords(words, phone.E164);
        }

        return [.. words.Select(IndexValue.Of)];
    }

    /// <summary>The filter of a <c>q</c>; one without a word matches nothing.</summary>
    public static Filter FilterOf(string q)
    {
        var chunks = TextFold.Fold(q).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(ChunkFilter).OfType<Filter>().ToList();
        return chunks.Count switch { 0 => new Filter.Or([]), 1 => chunks[0], _ => new Filter.And(chunks) };
    }

    private static Filter? ChunkFilter(string chunk)
    {
        var words = TextFold.Words(chunk).Select(w => Prefix(Searchable(w))).ToList();
        Filter? all = words.Count switch { 0 => null, 1 => words[0], _ => new Filter.And(words) };
        return all is not null && chunk.Contains('@', StringComparison.Ordinal) ? new Filter.Or([all, Prefix(Searchable(chunk))]) : all;
    }

    private static Filter Prefix(string word) => new Filter.Matches(new SearchPath(ContactIndex.Words, true), TextMatch.BeginsWith, word);

    private static void AddWords(HashSet<string> words, string? text)
    {
        if (text is null)
        {
            return;
        }

        foreach (var word in TextFold.Words(TextFold.Cut(text, SearchForm.SearchLength)))
        {
            words.Add(Searchable(word));
        }
    }

    private static string Searchable(string folded) => CodePointOrder.Encode(TextFold.Cut(folded, folded.Contains('@', StringComparison.Ordinal) ? SearchForm.SearchLength : WordLength));
}
