using System.Net.Sockets;

namespace YallaTake.Sandboxing.Http;

internal static class SocketExtensions
{
    /// <summary>Sends every byte; a single send may take only some of them.</summary>
    public static Task SendAllAsync(this Socket socket, byte[] bytes) => socket.SendAllAsync(new ArraySegment<byte>(bytes));

    /// <inheritdoc cref="SendAllAsync(Socket, byte[])"/>
    public static async Task SendAllAsync(this Socket socket, ArraySegment<byte> bytes)
    {
        for (var sent = 0; sent < bytes.Count;)
        {
            var rest = new ArraySegment<byte>(bytes.Array!, bytes.Offset + sent, bytes.Count - sent);
            sent += await socket.SendAsync(rest, SocketFlags.None).ConfigureAwait(false);
        }
    }
}
