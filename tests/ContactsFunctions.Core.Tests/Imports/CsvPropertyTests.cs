using System.Text;
using ContactsFunctions.Core.Imports;
using ContactsFunctions.Core.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Imports;

public sealed class CsvPropertyTests
{
    private static readonly Gen<string> Garbage =
        Gen.Elements('"', '"', '"', ',', '\n', '\n', '\r', 'a', 'b', ' ', '\t', ';', '\'', 'é', '\u20AC').ArrayOf().Select(characters => new string(characters));

    private static readonly Gen<string> Cell = Gen.OneOf(
        Gen.Elements("", " ", "a", "Ada", "a,b", "x;y", "t\tu", "say \"hi\"", "\"", "\"\"", "line\nbreak", "\r\n", "\r", "'quoted", "Zoë €5", "\u0081", "1\u00a02", "a\\b"),
        Garbage);

    private static readonly EqualityComparer<IReadOnlyList<string>> Fields = EqualityComparer<IReadOnlyList<string>>.Create((a, b) => a!.SequenceEqual(b!));

    [Fact]
    public void Rows_are_cut_by_the_rules_however_the_body_arrives()
    {
        var cases = from text in Garbage.Resize(120)
                    from seed in Gen.Choose(0, int.MaxValue - 1)
                    from limit in Gen.Elements(5, 12, 30, 1000)
                    select (text, seed, limit);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var expected = CsvReference.Rows(c.text, ',', c.limit);
            var actual = Cut(new Trickle(Encoding.UTF8.GetBytes(c.text), c.seed), c.limit);
            return expected.SequenceEqual(actual).Label($"expected {string.Join(" / ", expected)} but got {string.Join(" / ", actual)}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void A_row_that_ends_where_a_failed_scan_had_passed_over_its_fields_keeps_them() =>
        Assert.Equal(["1 bad_quoting abcdef\",\"c", "2  x\"|d\ne|f|z"], Cut(new MemoryStream("abcdef\",\"c\nx\",\"d\ne\",\"f\",z\n"u8.ToArray()), limit: 20));

    [Fact]
    public void Every_table_written_as_RFC_4180_reads_back_equal_and_as_CsvHelper_reads_it()
    {
        var tables = from columns in Gen.Choose(1, 6)
                     from rows in Gen.NonEmptyListOf(Cell.ArrayOf(columns))
                     from seed in Gen.Choose(0, int.MaxValue - 1)
                     from encoding in Gen.Elements("utf-8", "utf-8 marked", "utf-16le", "utf-16be", "windows-1252")
                     from delimiter in columns == 1 ? Gen.Constant(',') : Gen.Elements(',', ';', '\t')
                     from lineEnd in Gen.Elements("\n", "\r\n", "\r")
                     select (columns, rows, seed, encoding, delimiter, lineEnd);
        Prop.ForAll(tables.ToArbitrary(), t =>
        {
            var random = new Random(t.seed);
            var header = Enumerable.Range(0, t.columns).Select(i => $"c{i}").ToArray();
            var lines = t.rows.Prepend(header).Select(row => string.Join(t.delimiter, row.Select(cell => Write(cell, random, t.delimiter, t.columns == 1))));
            var text = string.Join(t.lineEnd, lines) + (random.Next(2) == 0 ? t.lineEnd : "");
            var schema = new Schema([.. header.Select(c => new PropertyDefinition(Guid.NewGuid(), c, PropertyType.Text) { Label = c })], "US");
            var charset = t.encoding == "windows-1252" ? t.encoding : null;

            var read = Csv.ReadAsync(new Trickle(Encode(text, t.encoding), t.seed), new CsvOptions { Charset = charset }, schema).GetAwaiter().GetResult();

            return read.Select(row => row.Fields).SequenceEqual(ReadWithCsvHelper(text, t.delimiter), Fields) && read.Count == t.rows.Count && read.Zip(t.rows).All(pair =>
                pair.First.Fields.SequenceEqual(pair.Second.Select(FormulaGuard.Remove))
                && (pair.First.Error is null ? pair.Second : []).Where(cell => cell.Length > 0).Select(FormulaGuard.Remove).SequenceEqual(pair.First.Default.Select(v => v.Value.Show(1000)))
                && (pair.First.Error is null) == pair.Second.Any(cell => cell.Length > 0));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));
    }

    [Fact]
    public void Every_physical_line_is_accounted_for_once_or_blank()
    {
        var cases = from text in Garbage.Resize(200) from seed in Gen.Choose(0, int.MaxValue - 1) select (text, seed);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var lines = c.text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
            var (import, problem) = Csv.OpenAsync(new Trickle(Encoding.UTF8.GetBytes("full_name,city\n" + c.text), c.seed)).GetAwaiter().GetResult();
            if (import is null)
            {
                return problem!.Code == "empty_import" && lines.All(IsBlank);
            }

            var next = 2;
            foreach (var row in import.ReadAsync(CancellationToken.None).ToBlockingEnumerable())
            {
                if (row.Line < next || !Enumerable.Range(next, row.Line!.Value - next).All(line => IsBlank(lines[line - 2])) || IsBlank(lines[row.Line.Value - 2]))
                {
                    return false;
                }

                var breaks = row.Error?.Code == "bad_quoting" ? 0
                    : row.Fields.Sum(field => field.Replace("\r\n", "\n", StringComparison.Ordinal).Count(ch => ch is '\n' or '\r'));
                next = row.Line.Value + 1 + breaks;
            }

            return lines.Skip(next - 2).All(IsBlank);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void Formula_guards_come_off_as_they_were_put() =>
        Prop.ForAll(Cell.ToArbitrary(), cell => FormulaGuard.Remove(FormulaGuard.Add(cell)) == cell).Check(Config.QuickThrowOnFailure);

    private static List<IReadOnlyList<string>> ReadWithCsvHelper(string text, char delimiter)
    {
        using var reader = CsvHelper.CsvReader.FromText(text, new CsvHelper.CsvReaderOptions { Separator = delimiter });
        var rows = new List<IReadOnlyList<string>>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => FormulaGuard.Remove(reader.GetString(i)))]);
        }

        return rows;
    }

    private static bool IsBlank(string line) => line.All(c => c is ' ' or '\t');

    private static List<string> Cut(Stream body, int limit)
    {
        using var text = ImportText.OpenAsync(body, "utf-8", CancellationToken.None).GetAwaiter().GetResult()!;
        using var rows = new CsvRows(text, limit);
        var cut = new List<string>();
        while (rows.NextAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() is { } row)
        {
            cut.Add($"{row.Line} {row.Error} {string.Join('|', row.Fields)}");
        }

        return cut;
    }

    private static string Write(string cell, Random random, char delimiter, bool alone)
    {
        var mustQuote = cell.Contains(delimiter) || cell.StartsWith('"') || cell.IndexOfAny(['\r', '\n']) >= 0 || (alone && IsBlank(cell));
        return mustQuote || random.Next(3) == 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }

    private static byte[] Encode(string text, string encoding) => encoding switch
    {
        "utf-8" => Encoding.UTF8.GetBytes(text),
        "utf-8 marked" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
        "utf-16le" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
        "utf-16be" => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)],
        _ => [.. text.Select(c => c == '€' ? (byte)0x80 : (byte)c)],
    };
}
