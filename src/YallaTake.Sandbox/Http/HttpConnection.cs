using System.Net.Sockets;

namespace YallaTake.Sandboxing.Http;

/// <summary>Serves the requests of one client until it goes, or until the socket is closed under it.</summary>
internal sealed class HttpConnection(Socket socket, IHttpAnswers answers, CancellationToken stopping)
{
    private const int Drips = 20;
    private static readonly TimeSpan DripPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(5);

    private readonly HttpRequestReader _reader = new(socket);

    public async Task ServeAsync()
    {
        try
        {
            while (await ServeOneAsync().ConfigureAwait(false))
            {
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or EndOfStreamException or OperationCanceledException)
        {
            // The client went, or the server stopped: nobody is left to tell.
        }
    }

    private async Task<bool> ServeOneAsync()
    {
        HttpRequest request;
        try
        {
            request = await _reader.ReadAsync().ConfigureAwait(false);
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
                    await socket.SendAllAsync(response.Rest).ConfigureAwait(false);
            default:
                await SendAsync(response, request.KeepAlive).ConfigureAwait(false);
                break;
        }

        return request.KeepAlive;
    }

    private async Task<HttpResponse> AnswerAsync(HttpRequest request)
    {
        try
        {
            return await answers.AnswerAsync(request, stopping).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return HttpResponse.Error(500, $"The sandbox failed: {e.GetType().Name}");
        }
    }

    private async Task SendAsync(HttpResponse response, bool keepAlive)
    {
        var head = response.Head(keepAlive);
        if (response.Body.Length > 16 * 1024)
        {
            await socket.SendAllAsync(head).ConfigureAwait(false);
            await socket.SendAllAsync(response.Body).ConfigureAwait(false);
            return;
        }

        // One packet for a small answer.
        var bytes = new byte[head.Length + response.Body.Length];
        head.CopyTo(bytes, 0);
        response.Body.CopyTo(bytes, head.Length);
        await socket.SendAllAsync(bytes).ConfigureAwait(false);
    }

    private async Task DripAsync(HttpResponse response, bool keepAlive)
    {
        await socket.SendAllAsync(response.Head(keepAlive)).ConfigureAwait(false);
        var size = (response.Body.Length + Drips - 1) / Drips;
        for (var sent = 0; sent < response.Body.Length; sent += size)
        {
            await Task.Delay(DripPause, stopping).ConfigureAwait(false);
            var drip = new ArraySegment<byte>(response.Body, sent, Math.Min(size, response.Body.Length - sent));
            await socket.SendAllAsync(drip).ConfigureAwait(false);
        }
    }

    /// <summary>Lets a client that is still sending come to the answer: closing now would reset its connection.</summary>
    private async Task DrainAsync()
    {
        socket.Shutdown(SocketShutdown.Send);
        await Task.WhenAny(ReceiveToEndAsync(), Task.Delay(DrainLimit, stopping)).ConfigureAwait(false);
    }

    private async Task ReceiveToEndAsync()
    {
        var discarded = new ArraySegment<byte>(new byte[16 * 1024]);
        while (await socket.ReceiveAsync(discarded, SocketFlags.None).ConfigureAwait(false) > 0)
        {
        }
    }
}
