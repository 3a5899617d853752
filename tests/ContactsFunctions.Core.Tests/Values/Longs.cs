using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Values;

/// <summary>Integers of 64 bits, evenly spread; FsCheck's own grow with the test's size and stay small.</summary>
internal static class Longs
{
    public static Gen<long> Any { get; } =
        from high in Gen.Choose(0, 0xFFFF)
        from upper in Gen.Choose(0, 0xFFFF)
        from lower in Gen.Choose(0, 0xFFFF)
        from low in Gen.Choose(0, 0xFFFF)
        select ((long)high << 48) | ((long)upper << 32) | ((long)lower << 16) | (uint)low;

    public static Gen<long> Below(long end) => Any.Select(number => (long)((ulong)number % (ulong)end));
}
