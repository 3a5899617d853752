using System.Buffers;
using System.Buffers.Binary;
using System.Text.Unicode;

namespace ContactsFunctions.Core.Imports;

/// <summary>
/// The characters of a body, decoded as they are asked for. A byte that is not valid UTF-8 is kept as one of
/// <see cref="InvalidBytes"/>, so that the row which holds it can be told and cut like any other.
/// </summary>
internal sealed class ImportText : IDisposable
{
    private const int BlockBytes = 64 * 1024;

    private readonly Stream body;
    private byte[] bytes;
    private int at;
    private int count;
    private bool ended;

    private ImportText(Stream body, byte[] bytes, int at, int count, bool ended, TextEncoding encoding) =>
        (this.body, this.bytes, this.at, this.count, this.ended, Encoding) = (body, bytes, at, count, ended, encoding);

    /// <summary>What the bytes are read as.</summary>
    public TextEncoding Encoding { get; }

    /// <summary>Whether an invalid UTF-8 sequence has been met so far.</summary>
    public bool HasInvalid { get; private set; }

    /// <summary>Whether the last character stands for half a UTF-16 unit. True only once <see cref="ReadAsync"/> has returned it.</summary>
    public bool EndsInHalf { get; private set; }

    /// <summary>Reads the head of the body and finds its encoding; null when the charset is unknown. The body stays the caller's.</summary>
    public static async Task<ImportText?> OpenAsync(Stream body, string? charset, CancellationToken cancel)
    {
        var head = ArrayPool<byte>.Shared.Rent(BlockBytes);
        var count = 0;
        var whole = false;
        while (!whole && count < TextEncodings.DetectionBytes)
        {
            if (count == head.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(head.Length * 2);
                head.AsSpan(0, count).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(head);
                head = larger;
            }

            var read = await body.ReadAsync(head.AsMemory(count, Math.Min(head.Length, TextEncodings.DetectionBytes) - count), cancel);
            count += read;
            whole = read == 0;
        }

        if (TextEncodings.Detect(head.AsSpan(0, count), whole, charset) is { } detected)
        {
            return new ImportText(body, head, detected.MarkLength, count, whole, detected.Encoding);
        }

        ArrayPool<byte>.Shared.Return(head);
        return null;
    }

    /// <summary>Reads some characters, at least one; 0 at the end of the body.</summary>
    /// <param name="into">Room for at least two characters.</param>
    public async ValueTask<int> ReadAsync(Memory<char> into, CancellationToken cancel)
    {
        while (true)
        {
            var read = Decode(into.Span);
            if (read > 0 || ended)
            {
                return read;
            }

            await FillAsync(cancel);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            (bytes, at, count) = ([], 0, 0);
        }
    }

    private async ValueTask FillAsync(CancellationToken cancel)
    {
        var left = count - at;
        if (bytes.Length > 2 * BlockBytes)
        {
            var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
            bytes.AsSpan(at, left).CopyTo(block);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = block;
        }
        else
        {
            bytes.AsSpan(at, left).CopyTo(bytes);
        }

        (at, count) = (0, left);
        var read = await body.ReadAsync(bytes.AsMemory(count), cancel);
        count += read;
        ended = read == 0;
    }

    private int Decode(Span<char> into)
    {
        var source = bytes.AsSpan(at, count - at);
        switch (Encoding)
        {
            case TextEncoding.Utf8: return DecodeUtf8(source, into);
            case TextEncoding.Windows1252:
                var decoded = Windows1252.Decode(source, into);
                at += decoded;
                return decoded;
            default: return DecodeUtf16(source, into);
        }
    }

    private int DecodeUtf8(ReadOnlySpan<byte> source, Span<char> into)
    {
        var written = 0;
        while (true)
        {
            var status = Utf8.ToUtf16(source, into[written..], out var read, out var made, replaceInvalidSequences: false, isFinalBlock: ended);
            at += read;
            written += made;
            if (status != OperationStatus.InvalidData || written == into.Length)
            {
                return written;
            }

            HasInvalid = true;
            into[written++] = InvalidBytes.Encode(source[read]);
            at++;
            source = source[(read + 1)..];
        }
    }

    private int DecodeUtf16(ReadOnlySpan<byte> source, Span<char> into)
    {
        var units = Math.Min(source.Length / 2, into.Length);
        for (var i = 0; i < units; i++)
        {
            var two = source.Slice(i * 2, 2);
            into[i] = (char)(Encoding == TextEncoding.Utf16LittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(two) : BinaryPrimitives.ReadUInt16BigEndian(two));
        }

        at += units * 2;
        if (units == 0 && ended && source.Length == 1)
        {
            at++;
            into[0] = '\uFFFD';
            EndsInHalf = true;
            return 1;
        }

        return units;
    }
}
