using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace YallaTake;

/// <summary>
/// A server on a real socket: reads each request whole, keeps it, and answers with the next of its canned answers, the last one again and
/// again, or by what the request says.
/// </summary>
public sealed class CannedServer : IAsyncDisposable, IDisposable
{
    private readonly TcpListener _listener;
    private readonly X509Certificate2? _certificate;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<CannedRequest> _requests = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _clientGone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<CannedRequest, CannedAnswer> _answer;
    private readonly Task _accepting;
    private int _connections;

    public CannedServer(params CannedAnswer[] answers)
        : this(IPAddress.Loopback, null, answers)
    {
    }

    public CannedServer(Func<CannedRequest, CannedAnswer> answer)
        : this(IPAddress.Loopback, null) => _answer = answer;

    /// <summary>Listens at an address of this machine, with TLS if there is a certificate.</summary>
    public CannedServer(IPAddress address, X509Certificate2? certificate, params CannedAnswer[] answers)
    {
        _listener = new TcpListener(address, 0);
        _certificate = certificate;
        _answer = _ => answers[Math.Min(_requests.Count, answers.Length) - 1];
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Uri => new($"{(_certificate is null ? "http" : "https")}://{_listener.LocalEndpoint}/api/v2");

    /// <summary>How many connections were made.</summary>
    public int Connections => _connections;

    public CannedRequest[] Requests => [.. _requests];

    /// <summary>The bodies of the requests.</summary>
    public string[] Forms => [.. _requests.Select(request => request.Body)];

    /// <summary>Completes once the first answer, if only its beginning, is written.</summary>
    public Task Answered => _answered.Task;

    /// <summary>Completes once a client that had its answer, or the beginning of one, hangs up.</summary>
    public Task ClientGone => _clientGone.Task;

    /// <summary>Completes once the first request is here.</summary>
    public Task Asked => _asked.Task;

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
    }

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
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
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
                    _requests.Enqueue(request);
                    _asked.TrySetResult();
                    var answer = _answer(request);
                    await WriteAsync(stream, answer);
                    _answered.TrySetResult();
                    if (answer.Drops)
                        return;
                }

                _clientGone.TrySetResult();
            }
            catch (IOException)
            {
                _clientGone.TrySetResult();
            }
            catch (Exception exception) when (exception is OperationCanceledException or AuthenticationException)
            {
                // The test is over, or the client does not trust the certificate.
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
        var body = new byte[int.Parse(request.Header("Content-Length") ?? "0", CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return request with { Body = Encoding.ASCII.GetString(body) };
    }
}
