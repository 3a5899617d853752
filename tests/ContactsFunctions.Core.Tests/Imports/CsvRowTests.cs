using System.Text;
using ContactsFunctions.Core.Imports;

namespace ContactsFunctions.Core.Tests.Imports;

public sealed class CsvRowTests
{
    [Fact]
    public async Task A_real_broken_file_fails_row_by_row_and_keeps_what_is_whole()
    {
        const string sample = """
            id,name,email,identifier,document_number,phone_number,labels,ip_address,company_name,custom_attribute_1,custom_attribute_2
            1,Clarice Uzzell,cuzzell0@mozilla.org,bb4e11cd-0f23-49da-a123-dcc1fec6852c,12345678,+498963648018,,70.61.11.201,Acme Inc,Random-value-1,Random-value-1
            2,Marieann Creegan,mcreegan1@cornell.edu,e60bab4c-9fbb-47eb-8f75-42025b789c47,+15417543010,,168.186.4.241,Acme Inc,Random-value0,Random-value0
            3,Nancey Windibank,nwindibank2@bluehost.com,f793e813-4210-4bf3-a812-711418de25d2,+15417543011,,73.44.41.59,Acme Inc,Random-value1,Random-value1
            4,Sibel Stennine,sstennine3@yellowbook.com,d6e35a2d-d093-4437-a577-7df76316b937,+15417543011,,115.249.27.155,Acme Inc,Random-value2,Random-value2
            5,Tina O'Lunney,tolunney4@si.edu,3540d40a-5567-4f28-af98-5583a7ddbc56,+15417543011,,219.181.212.8,Acme Inc,Random-value3,Random-value3
            6,Quinn Neve,qneve5@army.mil,ba0e1bf0-c74b-41ce-8a2d-0b08fa0e5aa5,+15417543011,,231.210.115.166,Acme Inc,Random-value4,Random-value4
            7,Karylin Gaunson,kgaunson6@tripod.com,d24cac79-c81b-4b84-a33e-0441b7c6a981,+15417543011,,160.189.41.11,Acme Inc,Random-value5,Random-value5
            8,Jamison Shenton,jshenton7@upenn.edu,29a7a8c0-c7f7-4af9-852f-761b1a784a7a,+15417543011,,53.94.18.201,Acme Inc,Random-value6,Random-value6
            """;

        var rows = await Csv.ReadAsync(sample);

        Assert.Equal(8, rows.Count);
        Assert.Equal("company=Acme Inc, email=cuzzell0@mozilla.org, full_name=Clarice Uzzell, phone=+498963648018", Csv.Show(rows[0]));
        Assert.All(rows.Skip(1), row => Assert.Equal("too_few_fields", row.Error?.Code));
        Assert.Equal(Enumerable.Range(2, 8), rows.Select(row => row.Line!.Value));
        Assert.Equal(Enumerable.Range(0, 8), rows.Select(row => row.InputIndex));
        Assert.Equal("Jamison Shenton", rows[7].Fields[1]);
        Assert.Equal(10, rows[7].Fields.Count);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Lines_count_blank_ones_and_those_inside_quotes(string lineEnd)
    {
        var text = "\nfull_name,city\n\nA,\"x\ny\n\"\n  \t \nB,z\n,\n\n".Replace("\n", lineEnd, StringComparison.Ordinal);

        var rows = await Csv.ReadAsync(text);

        Assert.Equal([4, 8, 9], rows.Select(r => r.Line!.Value));
        Assert.Equal([$"city=x{lineEnd}y{lineEnd}, full_name=A", "city=z, full_name=B", "invalid_value"], rows.Select(Csv.Show));
    }

    [Fact]
    public async Task A_quote_inside_an_unquoted_field_is_a_character() =>
        Assert.Equal(["city=5\" disk, full_name=Al \"the\" Bo"], await Csv.ShowAsync("full_name,city\nAl \"the\" Bo,5\" disk"));

    [Fact]
    public async Task Text_after_a_closing_quote_fails_its_line_alone()
    {
        var rows = await Csv.ReadAsync("full_name,city\n\"A\"x,\"y\nB,c\n\"C\",\"d\"\"e\"\n");

        Assert.Equal(["bad_quoting", "city=c, full_name=B", "city=d\"e, full_name=C"], rows.Select(Csv.Show));
        Assert.Equal(["\"A\"x,\"y"], rows[0].Fields);
        Assert.Equal([2, 3, 4], rows.Select(r => r.Line!.Value));
    }

    [Fact]
    public async Task A_quote_never_closed_fails_its_line_alone()
    {
        var rows = await Csv.ReadAsync("full_name,city\nA,\"b\nB,c\n");

        Assert.Equal(["bad_quoting", "city=c, full_name=B"], rows.Select(Csv.Show));
        Assert.Equal(["A,\"b"], rows[0].Fields);
    }

    [Fact]
    public async Task A_quote_closed_after_more_than_256_KB_is_not_closed()
    {
        var rows = await Csv.ReadAsync("full_name\n\"A\n" + string.Concat(Enumerable.Repeat("lorem\n", 50_000)) + "\"\nZ\n");

        Assert.Equal("bad_quoting", Csv.Show(rows[0]));
        Assert.Equal("full_name=lorem", Csv.Show(rows[1]));
        Assert.Equal(["bad_quoting", "full_name=Z"], rows.TakeLast(2).Select(Csv.Show));
        Assert.Equal(50_004, rows[^1].Line);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    public async Task A_2_MB_field_is_one_row_too_large(string quote)
    {
        var rows = await Csv.ReadAsync($"full_name,city\nA,{quote}{new string('x', 2_000_000)}{quote}\nB,c\n");

        Assert.Equal(["row_too_large", "city=c, full_name=B"], rows.Select(Csv.Show));
        Assert.Equal(32 * 1024, Assert.Single(rows[0].Fields).Length);
        Assert.Equal(3, rows[1].Line);
    }

    [Fact]
    public async Task A_row_of_256_KB_is_taken_and_a_byte_more_is_not()
    {
        var fits = new string('ä', 128 * 1024);

        Assert.Equal(["full_name=" + fits, "row_too_large", "full_name=B"], await Csv.ShowAsync($"full_name\n{fits}\n{fits}x\nB"));
    }

    [Fact]
    public async Task Too_many_fields_are_kept_for_the_errors_file()
    {
        var rows = await Csv.ReadAsync("full_name,city\nA,b,c,\n");

        Assert.Equal("too_many_fields", Csv.Show(rows[0]));
        Assert.Equal(["A", "b", "c", ""], rows[0].Fields);
        Assert.Equal("The row has 4 fields, the header 2; a field that holds the delimiter must be quoted.", rows[0].Error!.Message);
    }

    [Fact]
    public async Task A_row_of_more_than_1000_fields_stays_a_line()
    {
        var line = new string(',', 1_000);

        var row = Assert.Single(await Csv.ReadAsync("full_name,city\n" + line));

        Assert.Equal("too_many_fields", Csv.Show(row));
        Assert.Equal([line], row.Fields);
    }

    [Fact]
    public async Task Reading_can_be_broken_off_and_taken_up_again()
    {
        var (import, _) = await Csv.OpenAsync(Csv.Body("full_name\nA\nB\nC"));
        await using var _1 = import;
        var first = await import!.ReadAsync(TestContext.Current.CancellationToken).FirstAsync(TestContext.Current.CancellationToken);
        var rest = await import.ReadAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["A", "B", "C"], rest.Prepend(first).Select(r => r.Fields[0]));
        Assert.Equal([0, 1, 2], rest.Prepend(first).Select(r => r.InputIndex));
    }

    [Theory]
    [InlineData("\"x\n", "bad_quoting")]
    [InlineData("y,\"x\n", "bad_quoting")]
    [InlineData("x\",\"y\n", "bad_quoting")]
    [InlineData("\"\"\"\n", "too_few_fields")]
    public async Task Files_of_broken_quotes_are_read_in_linear_time(string line, string firstCode)
    {
        var lines = 1_500_000 / line.Length;
        var text = "full_name,city,country\n" + string.Concat(Enumerable.Repeat(line, lines));
        var timer = System.Diagnostics.Stopwatch.StartNew();

        var rows = await Csv.ReadAsync(text);

        Assert.InRange(rows.Count, 1, lines);
        Assert.Equal(firstCode, rows[0].Error?.Code);
        Assert.InRange(timer.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_lone_quote_in_a_large_file_costs_its_row_only()
    {
        var line = Encoding.UTF8.GetBytes("Ada,Lo\"ndon\n");
        var body = new MemoryStream();
        body.Write("full_name,city\n\"Bob,Rome\n"u8);
        for (var i = 0; i < 400_000; i++)
        {
            body.Write(line);
        }

        body.Position = 0;
        var rows = await Csv.ReadAsync(body);

        Assert.Equal(400_001, rows.Count);
        Assert.Equal("bad_quoting", rows[0].Error?.Code);
        Assert.All(rows.Skip(1), row => Assert.Null(row.Error));
        Assert.Equal(400_002, rows[^1].Line);
    }
}
