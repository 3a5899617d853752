using ContactsFunctions.Core.Exports;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Tests.Contacts;

namespace ContactsFunctions.Core.Tests.Exports;

public sealed class CsvWriterTests
{
    private static readonly Editing Edit = new(
        new PropertyDefinition(Guid.NewGuid(), "score", PropertyType.Number) { Label = "Score" },
        new PropertyDefinition(Guid.NewGuid(), "office", PropertyType.Address) { Label = "Office" });

    [Theory]
    [InlineData("company", """{"company":"=1+1"}""", "'=1+1")]
    [InlineData("company", """{"company":"+1"}""", "'+1")]
    [InlineData("company", """{"company":"-x"}""", "'-x")]
    [InlineData("company", """{"company":"@x"}""", "'@x")]
    [InlineData("company", """{"company":"'x"}""", "''x")]
    [InlineData("company", """{"company":"\tx"}""", "\"'\tx\"")]
    [InlineData("company", """{"company":"\rx"}""", "\"'\rx\"")]
    [InlineData("company", """{"company":"a,\"b\"\n"}""", "\"a,\"\"b\"\"\n\"")]
    [InlineData("company", """{"company":" a"}""", "\" a\"")]
    [InlineData("tags", """{"tags":["=a","b;c","d\\"]}""", "\"'=a;b\\;c;d\\\\\"")]
    [InlineData("score", """{"score":-5.5}""", "-5.5")]
    [InlineData("phones", """{"phones":["(415) 555-1234","+49 30 123456"]}""", "\"+14155551234;+4930123456\"")]
    [InlineData("phone", """{"phone":"=1"}""", "'=1")]
    [InlineData("phone", """{"phone":"+1|calc"}""", "'+1|calc")]
    [InlineData("is_active", """{"is_active":true}""", "true")]
    [InlineData("office", """{"office":{"city":"Paris","country":"fr"}}""", "\"{\"\"city\"\":\"\"Paris\"\",\"\"country\"\":\"\"FR\"\"}\"")]
    [InlineData("type", """{"type":"Vendor"}""", "vendor")]
    [InlineData("city", """{"company":"x"}""", "\"\"")]
    public void A_cell_is_written_so_that_neither_a_spreadsheet_nor_an_import_misreads_it(string slug, string body, string expected)
    {
        var text = Exported.Text(ExportFormat.Csv, new ExportSelection(Edit.Schema, [Edit.Schema.Find(slug)!]), Edit.Apply(body));
        Assert.Equal($"{slug}\r\n{expected}\r\n", text);
    }

    [Fact]
    public void All_definitions_are_columns_in_their_order_read_only_ones_too() =>
        Assert.Equal(string.Join(',', Edit.Schema.Definitions.Select(d => d.Slug)) + "\r\n", Exported.Text(ExportFormat.Csv, new ExportSelection(Edit.Schema)));
}
