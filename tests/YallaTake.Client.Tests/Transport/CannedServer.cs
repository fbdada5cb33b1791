using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace YallaTake;

/// <summary>A server on a real socket: reads each request whole, keeps it, and answers with the next of its canned answers, the last one again and again.</summary>
internal sealed class CannedServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly X509Certificate2? _certificate;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<CannedRequest> _requests = new();
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CannedAnswer[] _answers;
    private readonly Task _accepting;
    private int _connections;

    public CannedServer(params CannedAnswer[] answers)
        : this(IPAddress.Loopback, null, answers)
    {
    }

    /// <summary>Listens at an address of this machine, with TLS if there is a certificate.</summary>
    public CannedServer(IPAddress address, X509Certificate2? certificate, params CannedAnswer[] answers)
    {
        _listener = new TcpListener(address, 0);
        (_certificate, _answers) = (certificate, answers);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Uri => new($"{(_certificate is null ? "http" : "https")}://{_listener.LocalEndpoint}/api/v2");

    /// <summary>How many connections were made.</summary>
    public int Connections => _connections;

    public CannedRequest[] Requests => [.. _requests];

    /// <summary>Completes once the first answer, if only its beginning, is written.</summary>
    public Task Answered => _answered.Task;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                connections.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = await OpenAsync(client);
                while (await ReadAsync(stream) is { } request)
                {
                    var answer = _answers[Math.Min(_requests.Count, _answers.Length - 1)];
                    _requests.Enqueue(request);
                    await WriteAsync(stream, answer);
                    _answered.TrySetResult();
                    if (answer.Drops)
                        return;
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or AuthenticationException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    private async Task WriteAsync(Stream stream, CannedAnswer answer)
    {
        if (answer.Drip is not { } pause)
        {
            await stream.WriteAsync(answer.Bytes, _stop.Token);
            return;
        }

        foreach (var octet in answer.Bytes)
        {
            await stream.WriteAsync(new[] { octet }, _stop.Token);
            await Task.Delay(pause, _stop.Token);
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null)
            return client.GetStream();

        var secured = new SslStream(client.GetStream());
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
        return secured;
    }

    private async Task<CannedRequest?> ReadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
                return null;
            head.Append((char)one[0]);
        }

        var request = new CannedRequest(head.ToString(), string.Empty);
        var body = new byte[int.Parse(request.Header("Content-Length")!, CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return request with { Body = Encoding.ASCII.GetString(body) };
    }
}
