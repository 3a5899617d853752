using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Values;

/// <summary>Well-formed texts of every plane, thick with marks, jamo and letters that compose.</summary>
internal static class Texts
{
    private static readonly Gen<int> s_codes = Gen.Frequency(
        (3, Gen.Choose(0x20, 0x7E)),
        (3, Gen.Choose(0xA0, 0x24F)),
        (4, Gen.Choose(0x300, 0x36F)),
        (2, Gen.Choose(0x370, 0x5FF)),
        (1, Gen.Choose(0x900, 0xDFF)),
        (1, Gen.Choose(0x1100, 0x11FF)),
        (1, Gen.Choose(0x1E00, 0x1FFF)),
        (1, Gen.Choose(0xAC00, 0xD7A3)),
        (1, Gen.Choose(0xE000, 0xFFFF)),
        (1, Gen.Choose(0x10000, 0x10FFFF)));

    public static Arbitrary<string> WellFormed { get; } =
        s_codes.ListOf().Select(codes => string.Concat(codes.Select(code => new Rune(code).ToString()))).ToArbitrary();
}
