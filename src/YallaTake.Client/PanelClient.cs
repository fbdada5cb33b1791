using System.Runtime.CompilerServices;
using Newtonsoft.Json.Linq;

namespace YallaTake;

/// <summary>A client of one account on one panel: a method for each call of API v2. Safe to use from many threads.</summary>
/// <remarks>
/// Every method throws <see cref="YallaTakeException"/>: ApiKeyRefused, RateLimited, PanelUnavailable, PanelAnswerUnreadable,
/// RedirectRefused, PanelError and the refusals of its action. None of them is tried again here.
/// </remarks>
public sealed class PanelClient : IDisposable
{
    private readonly PanelOptions _options;
    private readonly ApiKey _key;
    private readonly PanelTransport _transport;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <exception cref="YallaTakeException">InsecureUri: the address would send the key in the clear.</exception>
    public PanelClient(PanelOptions options)
    {
        ThrowIfInsecure(options.Uri);
        _options = options;
        _key = new ApiKey(options.ApiKey);
        _transport = new PanelTransport(options, _key);
    }

    /// <summary>How many ids one call takes at most (api: up to 100).</summary>
    public static int MaximumIds => PanelRequest.MaximumIds;

    /// <summary>The catalogue, one service at a time while it arrives.</summary>
    public async IAsyncEnumerable<Service> GetServicesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var answer = await _transport.SendAsync(PanelRequest.Services(), _options.CatalogueTimeout, streamed: true, cancellationToken).ConfigureAwait(false);
        using var revealed = _key.Reveal();
        if (!answer.IsSuccess)
            throw FailedAnswer.Describe(answer.StatusCode, await answer.ReadToEndAsync().ConfigureAwait(false), revealed);

        using var reader = AnswerJson.Reader(answer.Text);
        await foreach (var service in new ServicesAnswer(reader, _options.Name, revealed).ReadAsync(cancellationToken).ConfigureAwait(false))
            yield return service;
    }

    /// <summary>The account's money.</summary>
    public Task<AccountBalance> GetBalanceAsync(CancellationToken cancellationToken = default) =>
        AskAsync(PanelRequest.Balance(), answer => SingleAnswer.Balance(answer, _options.Name), cancellationToken);

    /// <summary>Places an order, once: it is never sent again by itself. A failure's <see cref="YallaTakeException.Fate"/> says whether it may be.</summary>
    public Task<PlacedOrder> AddAsync(OrderRequest order, CancellationToken cancellationToken = default) =>
        AskAsync(PanelRequest.Add(order), SingleAnswer.Placed, cancellationToken);

    /// <summary>How one order stands.</summary>
    public Task<OrderStatus> GetStatusAsync(long order, CancellationToken cancellationToken = default) =>
        AskAsync(PanelRequest.Status(order), answer => SingleAnswer.Status(answer, order, _options.Name), cancellationToken);

    /// <summary>How up to 100 orders stand, in the asked order.</summary>
    public Task<IReadOnlyList<ItemResult<OrderStatus>>> GetStatusAsync(IReadOnlyList<long> orders, CancellationToken cancellationToken = default) =>
        AskAsync(PanelRequest.Statuses(orders), orders, "order", SingleAnswer.Status, cancellationToken);

    /// <summary>Asks for a refill of one order.</summary>
    public Task<Refill> RefillAsync(long order, CancellationToken cancellationToken = default) =>
        AskAsync(PanelRequest.Refill(order), answer => SingleAnswer.Refill(answer, order, _options.Name), cancellationToken);

    /// <summary>Asks for refills of up to 100 orders; the results come in the asked order.</summary>
    public Task<IReadOnlyList<ItemResult<Refill>>> RefillAsync(IReadOnlyList<long> orders, CancellationToken cancellationToken = default) =>
        AskAsync(PanelRequest.Refills(orders), orders, "order", SingleAnswer.Refill, cancellationToken);

    /// <summary>How one refill stands.</summary>
    public Task<RefillStatus> GetRefillStatusAsync(long refill, CancellationToken cancellationToken = default) =>
        AskAsync(PanelRequest.RefillStatus(refill), answer => SingleAnswer.RefillStatus(answer, refill, _options.Name), cancellationToken);

    /// <summary>How up to 100 refills stand, in the asked order.</summary>
    public Task<IReadOnlyList<ItemResult<RefillStatus>>> GetRefillStatusAsync(IReadOnlyList<long> refills, CancellationToken cancellationToken = default) =>
        AskAsync(PanelRequest.RefillStatuses(refills), refills, "refill", SingleAnswer.RefillStatus, cancellationToken);

    /// <summary>Asks to cancel up to 100 orders; the results come in the asked order.</summary>
    public Task<IReadOnlyList<ItemResult<Cancellation>>> CancelAsync(IReadOnlyList<long> orders, CancellationToken cancellationToken = default) =>
        AskAsync(PanelRequest.Cancel(orders), orders, "order", SingleAnswer.Cancellation, cancellationToken);

    /// <summary>Names the account by its address and key without giving the key away: a slow, salted hash (PBKDF2).</summary>
    public string Fingerprint(byte[] salt) => _key.Fingerprint(salt, _options.Uri);

    /// <summary>Closes the connections and forgets the key.</summary>
    public void Dispose()
    {
        _transport.Dispose();
        _key.Dispose();
    }

    private static void ThrowIfInsecure(Uri uri)
    {
        if (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            throw new YallaTakeException(ErrorId.InsecureUri, $"{uri.GetLeftPart(UriPartial.Path)} would send the API key in the clear. Use https; http is allowed to this machine only.");

        if (uri.Query.Length > 0 || uri.UserInfo.Length > 0)
            throw new YallaTakeException(ErrorId.InsecureUri, "The panel's address holds a query or a user name, where a key does not belong. Give the plain address, and the key with -ApiKey.");
    }

    private Task<IReadOnlyList<ItemResult<T>>> AskAsync<T>(PanelRequest request, IReadOnlyList<long> ids, string idField, Func<JToken, long, string?, T> decode, CancellationToken cancellationToken)
        where T : class =>
        AskAsync(request, answer => BatchAnswer.Read(answer, ids, idField, (part, id) => decode(part, id, _options.Name)), cancellationToken);

    private async Task<T> AskAsync<T>(PanelRequest request, Func<JToken, T> decode, CancellationToken cancellationToken)
    {
        using var answer = await _transport.SendAsync(request, _options.Timeout, streamed: false, cancellationToken).ConfigureAwait(false);
        var text = await answer.ReadToEndAsync().ConfigureAwait(false);
        using var revealed = _key.Reveal();
        return answer.IsSuccess ? decode(AnswerJson.Parse(text, revealed)) : throw FailedAnswer.Describe(answer.StatusCode, text, revealed);
    }
}
