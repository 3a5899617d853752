using System.Text;
using System.Text.Json;
using ContactsFunctions.Core.Imports;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Imports;

public sealed class JsonScannerTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("00")]
    [InlineData("-")]
    [InlineData("-0")]
    [InlineData("-01")]
    [InlineData("1.")]
    [InlineData("1.5")]
    [InlineData("1.5.5")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1E+09")]
    [InlineData("1e5.0")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("[1 2]")]
    [InlineData("[-]")]
    [InlineData("{\"a\":0}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{1:1}")]
    [InlineData("[{]}")]
    [InlineData("tru")]
    [InlineData("truex")]
    [InlineData("nulL")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\t\"")]
    [InlineData("\"\u007f\"")]
    [InlineData("\"a\\")]
    [InlineData("/**/1")]
    [InlineData("[]]")]
    [InlineData("")]
    public void What_is_JSON_is_what_JsonDocument_takes(string text) => Assert.Equal(IsJson(text), Scan(text, seed: 1, most: 1));

    [Fact]
    public void Values_may_be_nested_64_deep()
    {
        static string Nested(int depth) => string.Concat(Enumerable.Repeat("[{\"a\":", depth / 2)) + (depth % 2 == 0 ? "1" : "[]") + string.Concat(Enumerable.Repeat("}]", depth / 2));

        Assert.True(Scan(Nested(64), 1, 7) && IsJson(Nested(64)));
        Assert.False(Scan(Nested(65), 1, 7) || IsJson(Nested(65)));
    }

    [Fact]
    public void Any_text_is_judged_as_JsonDocument_does_however_it_arrives()
    {
        var cases = from text in RandomJson.Text from seed in Gen.Choose(0, int.MaxValue - 1) select (text, seed);
        var valid = 0;
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var expected = IsJson(c.text);
            valid += expected ? 1 : 0;
            return Scan(c.text, c.seed, most: 7) == expected && Scan(c.text, c.seed, most: 10_000) == expected;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

        Assert.InRange(valid, 500, 4500);
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool Scan(string text, int seed, int most)
    {
        var bytes = Encoding.UTF8.GetBytes(text.TrimStart(' ', '\t', '\r', '\n'));
        var random = new Random(seed);
        var scanner = new JsonScanner();
        scanner.Restart(64);
        for (var at = 0; ;)
        {
            var count = Math.Min(random.Next(1, most + 1), bytes.Length - at);
            var scan = scanner.Scan(bytes.AsSpan(at, count), count == 0, out var used);
            at += used;
            if (scan != JsonScan.More)
            {
                return scan == JsonScan.Whole && bytes.AsSpan(at).IndexOfAnyExcept(" \t\r\n"u8) < 0;
            }

            Assert.Equal(count, used);
        }
    }
}
