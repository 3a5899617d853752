namespace ContactsFunctions.Core.Exports;

/// <summary>Bytes gathered in blocks that are below the large object heap, so that a page of 16 MB never needs one array, or a second copy.</summary>
public sealed class PageBody
{
    private const int BlockBytes = 64 * 1024;

    private readonly List<byte[]> blocks = [];

    /// <summary>How many bytes it holds.</summary>
    public long Length { get; private set; }

    /// <summary>Adds bytes at the end.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var used = (int)(Length % BlockBytes);
            if (used == 0)
            {
                blocks.Add(GC.AllocateUninitializedArray<byte>(BlockBytes));
            }

            var part = bytes[..Math.Min(bytes.Length, BlockBytes - used)];
            part.CopyTo(blocks[^1].AsSpan(used));
            Length += part.Length;
            bytes = bytes[part.Length..];
        }
    }

    /// <summary>Writes all bytes to a stream.</summary>
    public async Task CopyToAsync(Stream to, CancellationToken cancel)
    {
        var left = Length;
        foreach (var block in blocks)
        {
            await to.WriteAsync(block.AsMemory(0, (int)Math.Min(left, BlockBytes)), cancel);
            left -= BlockBytes;
        }
    }
}
