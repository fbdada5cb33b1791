using System.Net;
using System.Net.Sockets;

namespace YallaTake.Sandboxing.Http;

/// <summary>A small HTTP/1.1 server on 127.0.0.1 that leaves the wire in our hands, so that answers can go wrong on purpose.</summary>
internal sealed class HttpServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly OwnOrigin _own;
    private readonly Func<bool> _admits;
    private readonly Func<HttpRequest, CancellationToken, Task<HttpResponse>> _answer;
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<Socket> _sockets = [];

    /// <exception cref="SocketException">The port cannot be listened on.</exception>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="admits">Whether a new connection is served; if not, it is reset.</param>
    /// <param name="answer">Answers a request.</param>
    public HttpServer(int port, Func<bool> admits, Func<HttpRequest, CancellationToken, Task<HttpResponse>> answer)
    {
        (_admits, _answer) = (admits, answer);
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start(backlog: 512);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _own = new OwnOrigin(Port);
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
                if (!_admits())
                {
                    socket.LingerState = new LingerOption(enable: true, seconds: 0); // closing it now resets it
                    return;
                }

                socket.NoDelay = true;
                using var stream = new NetworkStream(socket);
                await new HttpConnection(socket, stream, _own, _answer, _stopping.Token).ServeAsync().ConfigureAwait(false);
            }
            finally
            {
                lock (_sockets)
                    _sockets.Remove(socket);
            }
        }
    }
}
