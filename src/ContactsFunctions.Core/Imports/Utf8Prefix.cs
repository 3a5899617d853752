using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ContactsFunctions.Core.Imports;

/// <summary>Checks UTF-8 that arrives in blocks.</summary>
internal static class Utf8Prefix
{
    /// <summary>How many bytes are whole characters. What follows is the begin of one, or not UTF-8 (<paramref name="broken"/>).</summary>
    public static int Length(ReadOnlySpan<byte> bytes, out bool broken)
    {
        broken = false;
        if (Utf8.IsValid(bytes))
        {
            return bytes.Length;
        }

        for (var cut = 1; cut <= 3 && cut <= bytes.Length; cut++)
        {
            if (Rune.DecodeFromUtf8(bytes[^cut..], out _, out _) == OperationStatus.NeedMoreData && Utf8.IsValid(bytes[..^cut]))
            {
                return bytes.Length - cut;
            }
        }

        broken = true;
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var used) == OperationStatus.Done)
        {
            at += used;
        }

        return at;
    }
}
