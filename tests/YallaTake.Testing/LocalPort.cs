using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace YallaTake;

/// <summary>Ports of this computer.</summary>
public static class LocalPort
{
    /// <summary>A port that nobody listens at.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until a process listens at a port; an error with what it said when it ends before.</summary>
    public static async Task AwaitAsync(int port, Process process, CancellationToken cancellationToken)
    {
        while (!process.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50, cancellationToken);
            }
        }

        throw new InvalidOperationException(
            $"{process.StartInfo.FileName} did not start: {await process.StandardError.ReadToEndAsync(cancellationToken)}");
    }
}
