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
}
