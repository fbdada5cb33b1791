using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace YallaTake;

/// <summary>Carries requests to one panel over HTTP, and says of every failure whether the panel can have acted.</summary>
internal sealed class PanelTransport : IDisposable
{
    // A header that asks for more is left to the retries, which tell the user.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http;
    private readonly Uri _uri;
    private readonly ApiKey _key;
    private readonly RateGate _gate;

    public PanelTransport(PanelOptions options, ApiKey key, RateGate gate)
    {
        _uri = options.Uri;
        _key = key;
        _gate = gate;
        _http = new HttpClient(Handler(options)) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("YallaTake", typeof(PanelTransport).Assembly.GetName().Version!.ToString(3)));
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    /// <summary>Sends a request and returns as soon as the head of its answer is there.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="timeout">How long the whole answer may take, or each part of it when it is streamed.</param>
    /// <param name="streamed">Whether the body is read at the caller's own pace.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PanelAnswer> SendAsync(PanelRequest request, TimeSpan timeout, bool streamed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var limit = new TimeLimit(timeout, cancellationToken);
        using var body = new FormBody(request.Encode(_key));
        using var message = new HttpRequestMessage(HttpMethod.Post, _uri) { Content = body };
        try
        {
            var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            ThrowIfRedirect(response);
            var wait = RateLimitHeaders.Wait(response.Headers, DateTimeOffset.UtcNow);
            if (wait <= LongestPause)
                _gate.CloseFor(wait.Value);
            return await PanelAnswer.OpenAsync(response, wait, limit, streamed, exception => Broken(exception, limit, begun: true)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var failure = Broken(exception, limit, body.Begun);
            limit.Dispose();
            throw failure;
        }
        catch
        {
            limit.Dispose();
            throw;
        }
    }

    public void Dispose() => _http.Dispose();

#if NET
    private static SocketsHttpHandler Handler(PanelOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        Proxy = options.Proxy,
        // Long sessions follow a panel that moves to another address.
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    };
#else
    private static HttpClientHandler Handler(PanelOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        Proxy = options.Proxy,
        MaxConnectionsPerServer = 64,
        // Windows PowerShell may still offer older ones by itself.
        SslProtocols = System.Security.Authentication.SslProtocols.Tls12,
    };
#endif

    // A redirect repeats the body, and the body holds the key.
    private void ThrowIfRedirect(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (status is < 300 or >= 400)
            return;

        using var revealed = _key.Reveal();
        var target = response.Headers.Location is { } location && Uri.TryCreate(_uri, revealed.Redact(location.OriginalString), out var full)
            ? full.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : null;
        response.Dispose();

        throw new YallaTakeException(ErrorId.RedirectRefused, target is null
            ? $"{_uri.Host} answers with a redirect (HTTP {status}) that names no address. Ask the panel for its API address."
            : $"{_uri.Host} points to {target}, which is not followed because the request holds the API key. If that is your panel, connect with -Uri {target}.")
        {
            Fate = status == 303 ? RequestFate.Unknown : RequestFate.NotSent,
            StatusCode = status,
        };
    }

    private YallaTakeException Broken(Exception exception, TimeLimit limit, bool begun)
    {
#if NET
        // This exception quotes the answer, which may echo the key.
        if (begun && exception is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse })
            return AnswerValue.Unreadable("it is no HTTP");
#endif
        var message = limit.Expired
            ? string.Format(CultureInfo.InvariantCulture, "{0} did not answer within {1} seconds. Try again later, or connect with a longer -TimeoutSec.", _uri.Host, limit.Seconds)
            : begun
                ? $"The connection to {_uri.Host} broke off before the whole answer came: {exception.Message}"
                : $"There is no connection to {_uri.Host}: {exception.Message} Nothing was sent; check the address and the network.";
        return new YallaTakeException(ErrorId.PanelUnavailable, message, exception) { Fate = begun ? RequestFate.Unknown : RequestFate.NotSent };
    }
}
