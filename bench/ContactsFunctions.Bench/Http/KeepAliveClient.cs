using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace ContactsFunctions.Bench.Http;

/// <summary>
/// One kept connection that blocks: a request is one send, an answer one or two receives. It costs some microseconds a request, so that
/// the server is measured and not the client that shares its cores.
/// </summary>
internal sealed class KeepAliveClient : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[64 * 1024];

    public KeepAliveClient(int port) => socket.Connect(IPAddress.Loopback, port);

    /// <summary>Sends a whole request and returns the whole answer, head and body; valid until the next.</summary>
    /// <exception cref="InvalidOperationException">The answer has no <c>Content-Length</c>, or another status than 200, 201 and 204.</exception>
    public ReadOnlySpan<byte> Send(ReadOnlySpan<byte> request)
    {
        socket.Send(request);
        var (length, total) = (0, -1);
        while (total < 0 || length < total)
        {
            length += socket.Receive(buffer.AsSpan(length)) is > 0 and var received ? received : throw new InvalidOperationException("The server closed the connection.");
            if (total < 0)
            {
                total = LengthOf(buffer.AsSpan(0, length));
            }

            if (total > buffer.Length)
            {
                Array.Resize(ref buffer, total);
            }
        }

        return buffer.AsSpan(0, total);
    }

    public void Dispose() => socket.Dispose();

    /// <summary>The length of head and body once the head is whole, else -1.</summary>
    private static int LengthOf(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return -1;
        }

        if (!received.StartsWith("HTTP/1.1 20"u8))
        {
            throw new InvalidOperationException(System.Text.Encoding.UTF8.GetString(received));
        }

        var name = "Content-Length: "u8;
        var at = received[..end].IndexOf(name);
        return at < 0 ? end + 4
            : Utf8Parser.TryParse(received[(at + name.Length)..], out int length, out _) ? end + 4 + length
            : throw new InvalidOperationException("The answer's length cannot be read.");
    }
}
