namespace ContactsFunctions.Core.Tests.Imports;

public sealed class CsvCellTests
{
    [Theory]
    [InlineData("red;blue", "colours=red|blue")]
    [InlineData(@"red\;dish;b\\;c\d\", @"colours=red;dish|b\|c\d\")]
    [InlineData(@"a\;b", "colours=a;b")]
    [InlineData("a;;", "colours=a")]
    [InlineData("a; b", "colours=a| b")]
    [InlineData(";", "invalid_value")]
    public async Task A_cell_of_a_property_with_several_values_is_split(string cell, string expected) =>
        Assert.Equal([expected], await Csv.ShowAsync("colours\n" + cell));

    [Fact]
    public async Task A_cell_of_a_single_value_is_not_split() => Assert.Equal([@"city=a;b\;c"], await Csv.ShowAsync("city\n" + @"a;b\;c"));

    [Fact]
    public async Task An_empty_cell_is_absent_and_blanks_count_in_texts_only()
    {
        Assert.Equal(["city= x ", "score=5"], await Csv.ShowAsync("city,score,phone\n x ,,\n, 5 , "));
    }

    [Theory]
    [InlineData("'=1+1", "=1+1")]
    [InlineData("'@me", "@me")]
    [InlineData("''x", "'x")]
    [InlineData("'x", "'x")]
    [InlineData("'", "'")]
    [InlineData("=x", "=x")]
    public async Task The_apostrophe_before_formulas_is_taken_off(string cell, string expected)
    {
        var row = Assert.Single(await Csv.ReadAsync("city\n" + cell));

        Assert.Equal("city=" + expected, Csv.Show(row));
        Assert.Equal([expected], row.Fields);
    }

    [Fact]
    public async Task A_row_without_a_value_is_a_failed_row()
    {
        var rows = await Csv.ReadAsync("city,shoe\n,44\n\"\",\n");

        Assert.All(rows, row => Assert.Equal("invalid_value", row.Error?.Code));
        Assert.Equal(["", "44"], rows[0].Fields);
    }

    [Fact]
    public async Task What_text_cannot_hold_is_left_to_the_value_layer()
    {
        // Units by hand: Encoding.Unicode would replace the lone surrogates.
        var bytes = "\uFEFFcity,colours\n\uD800,a;\uD800\nx\0y,z\n".SelectMany(c => new[] { (byte)c, (byte)(c >> 8) }).ToArray();
        var rows = await Csv.ReadAsync(new MemoryStream(bytes));

        Assert.All(rows, row => Assert.Null(row.Error));
        Assert.Equal("\uD800", rows[0].Default[0].Value.Show());
        Assert.False(rows[0].Default[1].Value.Elements[1].TryGetText(out _));
        Assert.Equal("x\0y", rows[1].Default[0].Value.Show());
    }
}
