using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Imports;

/// <summary>JSON in tests: about half of it valid, the rest valid but for one token.</summary>
internal static class RandomJson
{
    private static readonly string[] Tokens =
        ["{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"default\"", "\"objects\"", "\"options\"", "1", "0", "-", ".5", "e9", "true", "null", " ", "\n", "\\", "\\ud800", "é", "\u0001", "🗼"];

    private static readonly Gen<string> Scalar = Gen.Elements(
        "1", "0", "-0", "-12.50e+3", "true", "false", "null", "\"\"", "\"a\"", "\"é🗼\"", "\"\\\"\\\\\\n\"", "\"\\ud83d\\uddfc\"", "\"\\ud800\"", "\"a long one that is cut\"");

    private static readonly Gen<string> Space = Gen.Frequency((6, Gen.Constant("")), (1, Gen.Elements(" ", "\n", "\t\r\n  ")));

    private static readonly Gen<string> Name = Gen.Elements("\"default\"", "\"list\"", "\"city\"", "\"a\"", "\"\\u0061\"", "\"\\ud800\"", "\"objects\"", "\"options\"");

    /// <summary>Any value.</summary>
    public static Gen<string> Value { get; } = Gen.Sized(size => Nested(Math.Min(size, 4)));

    /// <summary>A value, or one that a token was put into or taken from.</summary>
    public static Gen<string> Text { get; } = Mutated(Value);

    /// <summary>A body to import: rows of the right shape and others.</summary>
    public static Gen<string> Body { get; } = Mutated(
        from before in Members
        from rows in List(Gen.Frequency((3, Row), (1, Value)))
        from after in Members
        from space in Space
        select $"{space}{{{before}{(before.Length > 0 ? "," : "")}\"objects\"{space}:{rows}{(after.Length > 0 ? "," : "")}{after}}}{space}");

    private static Gen<string> Row => from values in Object(Scalar) from lists in Gen.Frequency((3, Gen.Constant("")), (1, Object(Value).Select(l => $",\"list\":{l}"))) select $"{{\"default\":{values}{lists}}}";

    private static Gen<string> Members =>
        (from name in Gen.Elements("\"options\"", "\"other\"", "\"\\u006fptions\"", "\"Objects\"", "\"obj\\u0065cts\"") from value in Gen.Frequency((5, Value), (1, Gen.Constant("[]"))) select $"{name}: {value}")
        .ArrayOf().Resize(2).Select(members => string.Join(',', members));

    private static Gen<string> Nested(int size) => size == 0 ? Scalar : Gen.OneOf(Scalar, List(Nested(size - 1)), Object(Nested(size - 1)));

    private static Gen<string> List(Gen<string> element) => from elements in Between(element).Resize(4) select $"[{elements}]";

    private static Gen<string> Object(Gen<string> value) => from members in Between(from name in Name from space in Space from v in value select $"{name}:{space}{v}").Resize(4) select $"{{{members}}}";

    private static Gen<string> Between(Gen<string> part) => (from before in Space from p in part from after in Space select before + p + after).ArrayOf().Select(parts => string.Join(',', parts));

    private static Gen<string> Mutated(Gen<string> whole) => Gen.Frequency(
        (1, whole),
        (1, from text in whole
            from token in Gen.Elements(Tokens)
            from at in Gen.Choose(0, text.Length)
            from drop in Gen.Choose(0, 2)
            select WithoutHalves(text[..at] + token + text[Math.Min(text.Length, at + drop)..])));

    private static string WithoutHalves(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
