using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using YallaTake.Client.Answers;
using YallaTake.Client.Requests;
using YallaTake.Client.Resilience;
using YallaTake.Client.Secrets;

namespace YallaTake.Client.Transport;

/// <summary>Carries requests to one panel over HTTP, and says of every failure whether any of a request left.</summary>
internal sealed class PanelTransport : IDisposable
{
    // A header that asks for more is left to the retries, which report it to the user.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly HttpClient _kept;
    private readonly HttpClient _fresh;
    private readonly PanelOptions _options;
    private readonly ApiKey _key;
    private readonly RateGate _gate;
    private volatile Uri _uri;

    public PanelTransport(PanelOptions options, ApiKey key, RateGate gate)
    {
        (_options, _key, _gate, _uri) = (options, key, gate, options.Uri);
        _kept = Client(options, options.ConnectionLifetime);
        _fresh = Client(options, connectionLifetime: TimeSpan.Zero);
        _fresh.DefaultRequestHeaders.ConnectionClose = true;
    }

    /// <summary>Sends a request and returns as soon as the head of its answer is there.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PanelAnswer> SendAsync(PanelRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var limit = new TimeLimit(
            _options.Time, request.IsCatalogue ? _options.CatalogueTimeout : _options.Timeout, _options.Timeout, cancellationToken);
        try
        {
            var uri = _uri;
            var response = await PostAsync(request, uri, limit).ConfigureAwait(false);
            try
            {
                return await OpenAsync(request, response, uri, limit).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                response.Dispose();
                throw exception is YallaTakeException || limit.Canceled ? exception : Broken(exception, limit, bytesLeft: true);
            }
        }
        catch
        {
            limit.Dispose();
            throw;
        }
    }

    /// <summary>Sends everything to another address from now on.</summary>
    public void MoveTo(Uri uri) => _uri = uri;

    public void Dispose()
    {
        _kept.Dispose();
        _fresh.Dispose();
    }

    private static HttpClient Client(PanelOptions options, TimeSpan connectionLifetime)
    {
#pragma warning disable RS0030 // Its own limit is switched off; ours goes by the time that is handed in.
        var http = new HttpClient(options.Handler ?? Handler(options, connectionLifetime)) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore RS0030
        http.DefaultRequestHeaders.TryAddWithoutValidation(
            "User-Agent", options.UserAgent ?? $"YallaTake/{typeof(PanelTransport).Assembly.GetName().Version!.ToString(3)}");
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return http;
    }

#if NET
    private static SocketsHttpHandler Handler(PanelOptions options, TimeSpan connectionLifetime) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        UseProxy = !options.Uri.IsLoopback,
        Proxy = ProxyAddress.WithoutPassword(options.Proxy),
        PooledConnectionLifetime = connectionLifetime,
    };
#else
    private static HttpClientHandler Handler(PanelOptions options, TimeSpan connectionLifetime)
    {
        // .NET Framework keeps connections by address, not by handler; fresh ones end with "Connection: close" alone.
        if (connectionLifetime > TimeSpan.Zero)
            ServicePointManager.FindServicePoint(options.Uri).ConnectionLeaseTimeout = (int)connectionLifetime.TotalMilliseconds;

        return new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            UseProxy = !options.Uri.IsLoopback,
            Proxy = ProxyAddress.WithoutPassword(options.Proxy),
            MaxConnectionsPerServer = 64,
            // Windows PowerShell may still offer older ones by itself.
            SslProtocols = SslProtocols.Tls12,
        };
    }
#endif

    private Task<PanelAnswer> OpenAsync(PanelRequest request, HttpResponseMessage response, Uri uri, TimeLimit limit)
    {
        var wait = RateLimitHeaders.Wait(response.Headers, _options.Time.GetUtcNow());
        if (wait <= LongestPause)
            _gate.CloseFor(wait.Value);

        var longest = request.IsCatalogue && response.IsSuccessStatusCode
            ? _options.MaximumCatalogueBytes
            : _options.MaximumAnswerBytes;
        return PanelAnswer.OpenAsync(response, uri, wait, limit, longest, exception => Broken(exception, limit, bytesLeft: true));
    }

    // The panel may have closed a used connection a moment ago: no harm to what can be asked again, but of an order it would not be known
    // whether it arrived.
    private async Task<HttpResponseMessage> PostAsync(PanelRequest request, Uri uri, TimeLimit limit)
    {
        using var body = new FormBody(request.Encode(_key));
        using var message = new HttpRequestMessage(HttpMethod.Post, uri) { Content = body };
        try
        {
            var http = request.IsRepeatable ? _kept : _fresh;
            return await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !limit.Canceled)
        {
            // Whatever it is (a reset at the wrong moment comes as a bare SocketException), the caller must know whether an order may have
            // left.
            throw Broken(exception, limit, body.Begun);
        }
    }

    private YallaTakeException Broken(Exception exception, TimeLimit limit, bool bytesLeft)
    {
        // This exception quotes the answer, which may echo the key.
#if NET
        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse }
            or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse })
            return AnswerValue.Unreadable("it is not HTTP");
#else
        if (bytesLeft && exception is HttpRequestException { InnerException: null })
            return AnswerValue.Unreadable("it is not HTTP");
#endif
        var reason = exception.GetBaseException() is AuthenticationException certificate ? certificate.Message : exception.Message;
        reason = reason.TrimEnd('.') + ".";
        var message = limit.Expired
            ? string.Format(
                CultureInfo.InvariantCulture,
                "{0} did not answer within {1} seconds (-TimeoutSec of Connect-YtPanel).",
                _uri.Host,
                limit.Seconds)
            : bytesLeft
                ? $"The connection to {_uri.Host} broke off before the whole answer came: {reason}"
                : $"There is no connection to {_uri.Host}: {reason} Nothing was sent. Check the address, the network and the proxy, if "
                    + "there is one.";
        return new YallaTakeException(ErrorId.PanelUnavailable, message, exception) { NothingLeft = !bytesLeft };
    }
}
