using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace YallaTake;

/// <summary>A panel that gives one and the same answer to every request, or one by the request's form, whole or never ending.</summary>
internal sealed class CannedPanel : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<string> _forms = [];
    private readonly TaskCompletionSource _clientGone = new();
    private readonly Func<string, (string Head, string Body)> _answer;
    private readonly bool _neverEnding;

    public CannedPanel(string answer, string head = "200 OK", bool neverEnding = false)
        : this(_ => (head, answer), neverEnding)
    {
    }

    public CannedPanel(Func<string, (string Head, string Body)> answer, bool neverEnding = false)
    {
        (_answer, _neverEnding) = (answer, neverEnding);
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Uri => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/api/v2");

    /// <summary>The bodies of the requests that arrived.</summary>
    public IReadOnlyList<string> Forms
    {
        get
        {
            lock (_forms)
                return [.. _forms];
        }
    }

    /// <summary>Completes when the client of a never ending answer hangs up.</summary>
    public Task ClientGone => _clientGone.Task;

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(header.AsSpan("Content-Length:".Length), CultureInfo.InvariantCulture);
        }

        var form = new char[length];
        await reader.ReadBlockAsync(form);
        lock (_forms)
            _forms.Add(new string(form));

        var (head, body) = _answer(new string(form));
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {head}\r\nConnection: close\r\n\r\n{body}"));
        if (_neverEnding)
            await WaitForClientToGoAsync(reader);
    }

    private async Task WaitForClientToGoAsync(StreamReader reader)
    {
        try
        {
            await reader.ReadToEndAsync();
        }
        catch (IOException)
        {
            // Hung up in the middle.
        }

        _clientGone.SetResult();
    }
}
