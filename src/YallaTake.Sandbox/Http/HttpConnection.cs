using System.Net.Sockets;

namespace YallaTake.Sandboxing.Http;

/// <summary>Serves the requests of one client until it goes, or until the socket is closed under it.</summary>
internal sealed class HttpConnection(
    Socket socket,
    NetworkStream stream,
    OwnOrigin own,
    Func<HttpRequest, CancellationToken, Task<HttpResponse>> answer,
    CancellationToken stopping)
{
    private const int Drips = 20;
    private static readonly TimeSpan DripPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(5);

    public async Task ServeAsync()
    {
        using var buffer = new BufferedStream(stream);
        var reader = new HttpRequestReader(buffer, stream);
        try
        {
            while (await ServeOneAsync(reader).ConfigureAwait(false))
            {
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException or OperationCanceledException)
        {
            // The client went, or the server stopped: no one is left to answer.
        }
    }

    private async Task<bool> ServeOneAsync(HttpRequestReader reader)
    {
        HttpRequest request;
        try
        {
            request = await reader.ReadAsync().ConfigureAwait(false);
        }
        catch (HttpProblem problem)
        {
            await SendAsync(HttpResponse.Error(problem.Status, problem.Message), keepAlive: false).ConfigureAwait(false);
            await DrainAsync().ConfigureAwait(false);
            return false;
        }

        var response = await AnswerAsync(request).ConfigureAwait(false);
        if (request.Method == "HEAD")
            response = response with { Body = [] };
        switch (response.Delivery)
        {
            case HttpDelivery.Dropped:
                return false;
            case HttpDelivery.Withheld:
                await ReceiveToEndAsync().ConfigureAwait(false);
                return false;
            case HttpDelivery.Dripped:
                await DripAsync(response, request.KeepAlive).ConfigureAwait(false);
                break;
            case HttpDelivery.CutShort:
                await SendAsync(response, keepAlive: false).ConfigureAwait(false);
                return false;
            case HttpDelivery.Endless:
                await SendAsync(response, keepAlive: false).ConfigureAwait(false);
                while (true)
                    await WriteAsync(response.Rest).ConfigureAwait(false);
            default:
                await SendAsync(response, request.KeepAlive).ConfigureAwait(false);
                break;
        }

        return request.KeepAlive;
    }

    private async Task<HttpResponse> AnswerAsync(HttpRequest request)
    {
        if (!own.Admits(request))
            return own.Refusal;
        try
        {
            return await answer(request, stopping).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return HttpResponse.Error(500, $"The sandbox failed: {e.GetType().Name}");
        }
    }

    // Together, and without a copy of a catalogue of megabytes.
    private Task<int> SendAsync(HttpResponse response, bool keepAlive) =>
        socket.SendAsync([new(response.Head(keepAlive)), new(response.Body)], SocketFlags.None);

    private async Task DripAsync(HttpResponse response, bool keepAlive)
    {
        await WriteAsync(response.Head(keepAlive)).ConfigureAwait(false);
        var size = (response.Body.Length + Drips - 1) / Drips;
        for (var sent = 0; sent < response.Body.Length; sent += size)
        {
            await Task.Delay(DripPause, stopping).ConfigureAwait(false);
            await WriteAsync([.. response.Body.Skip(sent).Take(size)]).ConfigureAwait(false);
        }
    }

    /// <summary>Lets a client that is still sending come to the answer: closing now would reset its connection.</summary>
    private async Task DrainAsync()
    {
        socket.Shutdown(SocketShutdown.Send);
        await Task.WhenAny(ReceiveToEndAsync(), Task.Delay(DrainLimit, stopping)).ConfigureAwait(false);
    }

    private Task ReceiveToEndAsync() => stream.CopyToAsync(Stream.Null);

    private Task WriteAsync(byte[] bytes) => stream.WriteAsync(bytes, 0, bytes.Length, stopping);
}
