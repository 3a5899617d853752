using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Storage.Tests.Contract;

/// <summary>Texts that have a meaning elsewhere have none here.</summary>
public abstract class TextContract<THarness> : StoreContract<THarness>
    where THarness : StoreHarness, new()
{
    private static readonly SearchPath Name = new("name", false);

    private static readonly string[] Texts = [
        "", " ", "%", "%%", "_", "[a]", "[", "]", "*", "?", "'", "\"", "\\", "\\\\", "\\u0041", "--", ";", "@v", "$1", "{", "}", "null", "true", "1", "1.0",
        "\t", "\n", "\r\n", "\u0001", "\u0002", "\u001f", "\u007f", "\u0085", "\u2028", "A", "a", "É", "E\u0301", "ß", "İ", "漢字", "مرحبا", "\ud7ff", "\ue000", "\ufeff", "\ufffd", "\uffff",
        "😀", "👩‍👩‍👧", "\U0001f1f3\U0001f1f4", "\U0010ffff", "O'BRIEN", "100%", "A_B", "AXB", "C:\\DIR", "/* */", "<B>"];

    private Task FillAsync() => FillAsync(Texts.Select((text, i) => Doc(Id(i), i, Index(One("name", Value(text))))));

    [Fact]
    public async Task Each_text_is_found_by_equality_alone()
    {
        await FillAsync();
        for (var i = 0; i < Texts.Length; i++)
        {
            Assert.Equal(Id(i), await IdsAsync(new Filter.In(Name, [Value(Texts[i])])));
        }
    }

    [Theory]
    [InlineData(TextMatch.BeginsWith)]
    [InlineData(TextMatch.Contains)]
    [InlineData(TextMatch.EndsWith)]
    public async Task Each_text_matches_as_an_operand_what_it_matches_by_code_points(TextMatch match)
    {
        await FillAsync();
        foreach (var operand in Texts)
        {
            var encoded = CodePointOrder.Encode(operand);
            var expected = Texts.Select((text, i) => (Text: CodePointOrder.Encode(text), Id: Id(i))).Where(x => match switch
            {
                TextMatch.BeginsWith => x.Text.StartsWith(encoded, StringComparison.Ordinal),
                TextMatch.Contains => x.Text.Contains(encoded, StringComparison.Ordinal),
                _ => x.Text.EndsWith(encoded, StringComparison.Ordinal),
            }).Select(x => x.Id);
            Assert.Equal(string.Join(' ', expected), await IdsAsync(new Filter.Matches(Name, match, encoded)));
        }
    }

    [Fact]
    public async Task Ranges_follow_code_points()
    {
        await FillAsync();
        foreach (var bound in Texts)
        {
            var expected = Texts.Select((text, i) => (Text: CodePointOrder.Encode(text), Id: Id(i)))
                .Where(x => string.CompareOrdinal(x.Text, CodePointOrder.Encode(bound)) > 0).Select(x => x.Id);
            Assert.Equal(string.Join(' ', expected), await IdsAsync(new Filter.Range(Name, Value(bound), false, null, false)));
        }
    }

    [Fact]
    public async Task Numbers_are_compared_exactly()
    {
        double[] numbers = [0, 1, 0.1, 0.30000000000000004, 0.3, 5e-324, double.MaxValue, double.MinValue, 9007199254740991, 9007199254740992, 9007199254740994, 1e22, 123456789.123456789, -0.5];
        await FillAsync(numbers.Select((n, i) => Doc(Id(i), i, Index(One("n", N(n))))));
        SearchPath path = new("n", false);
        for (var i = 0; i < numbers.Length; i++)
        {
            Assert.Equal(Id(i), await IdsAsync(new Filter.In(path, [N(numbers[i])])));
            Assert.Equal(numbers.Count(n => n >= numbers[i]), await Store.CountAsync(Team, Contact, new Filter.Range(path, N(numbers[i]), true, null, false), false, Cancel));
            Assert.Equal(numbers.Count(n => n < numbers[i]), await Store.CountAsync(Team, Contact, new Filter.Not(new Filter.Range(path, N(numbers[i]), true, null, false)), false, Cancel));
        }
    }

    [Fact]
    public async Task Minus_zero_is_zero()
    {
        await CreateAsync(Doc("a", index: Index(One("n", N(-0.0)))));
        Assert.Equal("a", await IdsAsync(new Filter.In(new("n", false), [N(0)])));
    }

    private static string Id(int number) => "t" + (char)('a' + number / 26) + (char)('a' + number % 26);

    private static IndexValue Value(string text) => T(CodePointOrder.Encode(text));
}
