using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ContactsFunctions.Core.Values;

/// <summary>UUIDs of RFC 9562.</summary>
public static class VersionedUuid
{
    private const int CounterBits = 12;
    private const int CounterSeeds = 1 << (CounterBits - 1);

    // Milliseconds since 1970 above a counter of 12 bits; a counter that overflows carries into the milliseconds.
    private static long s_last;

    /// <summary>
    /// A UUID version 7, greater than all this process made before, as text and as bytes: the 12 bits after the time are a counter
    /// that starts anew, at a random value below 2,048, with each millisecond (section 6.2, method 1). A clock set back is waited out on the counter.
    /// </summary>
    public static Guid NewVersion7(TimeProvider time)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        ArgumentOutOfRangeException.ThrowIfNegative(now, nameof(time));
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[6..]);
        var seed = BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) % CounterSeeds;
        var next = Next(now, seed);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)(next >> CounterBits) << 16 | 0x7000 | (uint)next & 0xFFF);
        bytes[8] = (byte)(0x80 | bytes[8] & 0x3F);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The UUID version 5 of a name (as UTF-8) in a namespace: the same for the same two.</summary>
    public static Guid Version5(Guid ns, string name)
    {
        var input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        ns.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // Version 5 is defined on SHA-1; nothing rests on its strength.
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)(0x50 | hash[6] & 0x0F);
        hash[8] = (byte)(0x80 | hash[8] & 0x3F);
        return new Guid(hash[..16], bigEndian: true);
    }

    private static long Next(long now, int seed)
    {
        while (true)
        {
            var last = Volatile.Read(ref s_last);
            var next = now > last >> CounterBits ? now << CounterBits | (uint)seed : last + 1;
            if (Interlocked.CompareExchange(ref s_last, next, last) == last)
            {
                return next;
            }
        }
    }
}
