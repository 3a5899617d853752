using System.Buffers;
using System.Text;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Exports;

namespace ContactsFunctions.Core.Tests.Exports;

/// <summary>Writes contacts in tests.</summary>
internal static class Exported
{
    public static byte[] Bytes(ExportFormat format, ExportSelection selection, params IEnumerable<Contact> contacts)
    {
        var to = new ArrayBufferWriter<byte>();
        var writer = format.Writer(selection);
        writer.WriteHead(to);
        foreach (var contact in contacts)
        {
            writer.Write(contact, to);
        }

        return to.WrittenSpan.ToArray();
    }

    public static string Text(ExportFormat format, ExportSelection selection, params IEnumerable<Contact> contacts) => Encoding.UTF8.GetString(Bytes(format, selection, contacts));

    public static async Task<string> TextAsync(PageBody body)
    {
        using var stream = new MemoryStream();
        await body.CopyToAsync(stream, CancellationToken.None);
        Assert.Equal(body.Length, stream.Length);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
