using System.Net;
using System.Net.Sockets;

namespace YallaTake.Sandboxing.Http;

/// <summary>A small HTTP/1.1 server on 127.0.0.1 that leaves the wire in our hands, so that answers can go wrong on purpose.</summary>
internal sealed class HttpServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly SandboxEndpoint _endpoint;
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<Socket> _sockets = [];

    /// <exception cref="SocketException">The port cannot be listened on.</exception>
    public HttpServer(int port, SandboxEndpoint endpoint)
    {
        _endpoint = endpoint;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start(backlog: 512);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Completion = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    /// <summary>Completes when the server was stopped.</summary>
    public Task Completion { get; }

    public void Dispose()
    {
        if (_stopping.IsCancellationRequested)
            return;
        _stopping.Cancel();
        _listener.Stop();
        lock (_sockets)
        {
            foreach (var socket in _sockets)
                socket.Dispose();
        }

        Completion.Wait();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync().ConfigureAwait(false);
                _ = Task.Run(() => ServeAsync(socket));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Stopped, or out of sockets for a moment.
                await Task.WhenAny(Task.Delay(50, _stopping.Token)).ConfigureAwait(false);
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            lock (_sockets)
                _sockets.Add(socket);
            try
            {
                if (_stopping.IsCancellationRequested)
                    return;
                if (!_endpoint.Admit())
                {
                    socket.LingerState = new LingerOption(enable: true, seconds: 0); // closing it now resets it
                    return;
                }

                socket.NoDelay = true;
                using var stream = new NetworkStream(socket);
                await new HttpConnection(socket, stream, _endpoint, _stopping.Token).ServeAsync().ConfigureAwait(false);
            }
            finally
            {
                lock (_sockets)
                    _sockets.Remove(socket);
            }
        }
    }
}
