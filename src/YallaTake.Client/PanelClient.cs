using System.Security;
using Newtonsoft.Json.Linq;
using YallaTake.Client.Answers;
using YallaTake.Client.Batches;
using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;
using YallaTake.Client.Requests;
using YallaTake.Client.Resilience;
using YallaTake.Client.Secrets;
using YallaTake.Client.Transport;

namespace YallaTake.Client;

/// <summary>A client of one account on one panel: the calls of API v2. Safe to use from many threads.</summary>
/// <remarks>
/// Every method but <see cref="AddAsync"/> throws <see cref="YallaTakeException"/>: ApiKeyRefused, RateLimited, PanelUnavailable,
/// PanelAnswerUnreadable, RedirectRefused, PanelError and the refusals of its action. What can do no harm twice, or surely had no effect,
/// is tried again first:
/// see <see cref="PanelOptions.MaximumRetryCount"/>.
/// </remarks>
internal sealed class PanelClient : IDisposable
{
    private readonly PanelOptions _options;
    private readonly ApiKey _key;
    private readonly PanelTransport _transport;
    private readonly RetryPolicy _retries;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <exception cref="YallaTakeException">InsecureUri: the address would send the key in the clear.</exception>
    public PanelClient(PanelOptions options)
    {
        ThrowIfInsecure(options.Uri);
        _options = options;
        _key = new ApiKey(options.ApiKey);
        if (HoldsKey(options.Uri.OriginalString))
            throw HoldsSecret();
        if (options.UserAgent is { } agent && HoldsKey(agent))
        {
            throw new YallaTakeException(
                ErrorId.FieldInvalid, "-UserAgent holds the API key. Nothing was sent. Give the key with -ApiKey.");
        }

        var gate = new RateGate(options.Time);
        _transport = new PanelTransport(options, _key, gate);
        _retries = new RetryPolicy(options.MaximumRetryCount, gate, options.Time, options.Chance);

        Status = new("status", "order", (part, id) => SingleAnswer.Status(part, id, options.Name), AskAsync) { IsRead = true };
        Refill = new("refill", "order", (part, id) => SingleAnswer.Refill(part, id, options.Name), AskAsync) { Doubt = RefillDoubt.Of };
        RefillStatus = new(
            "refill_status", "refill", (part, id) => SingleAnswer.RefillStatus(part, id, options.Name), AskAsync)
        { IsRead = true };
        Cancel = new("cancel", "order", (part, id) => SingleAnswer.Cancellation(part, id, options.Name), AskAsync) { IsListed = true };
    }

    /// <summary>How many ids one call takes at most (api: up to 100).</summary>
    public static int MaximumIds => PanelRequest.MaximumIds;

    /// <summary>Refuses an address that would send the key in the clear, or holds a secret itself.</summary>
    /// <exception cref="YallaTakeException">InsecureUri.</exception>
    public static void ThrowIfInsecure(Uri uri)
    {
        if (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            throw new YallaTakeException(
                ErrorId.InsecureUri,
                $"{uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)} would send the API key in the clear. Nothing "
                + "was sent. Use https; http is allowed to this machine only.");

        if (uri.Query.Length > 0 || uri.UserInfo.Length > 0)
            throw HoldsSecret();
    }

    /// <summary>The catalogue, which has begun to arrive: a failure before that may be fixed by asking again.</summary>
    public Task<ServicesAnswer> OpenServicesAsync(PanelCall call) =>
        _retries.RunAsync(repeatable: true, call, () => OpenServicesOnceAsync(call.Token), PanelAction.Services);

    /// <summary>The account's money.</summary>
    public Task<AccountBalance> GetBalanceAsync(PanelCall call = default) =>
        AskAsync(PanelRequest.Balance(), answer => SingleAnswer.Balance(answer, _options.Name), call);

    /// <summary>
    /// Sends an order, again only when it surely had no effect. The outcome says what became of it, whatever the panel or the network does.
    /// </summary>
    /// <remarks>Giving up ends what it waits for before it is sent; one on its way is worth more than a quick end.</remarks>
    /// <param name="order">The order.</param>
    /// <param name="call">Gives up.</param>
    /// <param name="beforeSending">Runs right before each attempt, after all waiting; what it throws ends the order unsent.</param>
    /// <exception cref="OperationCanceledException">The call was given up before the order was sent.</exception>
    public Task<OrderOutcome> AddAsync(OrderRequest order, PanelCall call = default, Func<Task>? beforeSending = null) =>
        _retries.RunAsync(repeatable: false, call, async () =>
        {
            var (outcome, target) = await SendOnceAsync().ConfigureAwait(false);
            if (target is null || outcome.Kind != OutcomeKind.NotSent)
                return outcome;

            _transport.MoveTo(target);
            return (await SendOnceAsync().ConfigureAwait(false)).Outcome;

            async Task<(OrderOutcome Outcome, Uri? SlashPutRight)> SendOnceAsync()
            {
                if (beforeSending is not null)
                    await beforeSending().ConfigureAwait(false);
                call.Token.ThrowIfCancellationRequested();
                return await AddOnceAsync(order).ConfigureAwait(false);
            }
        }, PanelAction.Add);

    /// <summary>How orders stand.</summary>
    public IdBatch<OrderStatus> Status { get; }

    /// <summary>Asks for refills of orders.</summary>
    public IdBatch<Refill> Refill { get; }

    /// <summary>How refills stand.</summary>
    public IdBatch<RefillStatus> RefillStatus { get; }

    /// <summary>Asks to cancel orders.</summary>
    public IdBatch<Cancellation> Cancel { get; }

    /// <summary>
    /// Asks for any action, and gives the panel's answer as it is. What may do more when it comes twice is sent once, even after an answer
    /// that turns it away, and a failure that leaves open whether the panel acted says so.
    /// </summary>
    public async Task<JToken> AskAsync(PanelRequest request, PanelCall call = default)
    {
        try
        {
            return await _retries.RunAsync(
                request.IsRepeatable,
                call with { Once = !request.IsRepeatable },
                () => AskOnceAsync(request, AnyAnswer.Read, call.Token),
                request.Action).ConfigureAwait(false);
        }
        catch (YallaTakeException failure) when (!request.IsRepeatable)
        {
            throw OutcomeDoubt.Of(failure, $"'{request.Action}' was done", "The panel's answer cannot be read.");
        }
    }

    /// <summary>Names the account by its address and key without giving the key away: a slow, salted hash (PBKDF2).</summary>
    public string Fingerprint(byte[] salt) => _key.Fingerprint(salt, PanelAddress.Of(_options.Uri));

    /// <summary>The panel's address, spelled one way.</summary>
    public string Address => PanelAddress.Of(_options.Uri);

    /// <summary>The same as version 0.1.0 wrote it.</summary>
    public string EarlierFingerprint(byte[] salt) => _key.Fingerprint(salt, _options.Uri.AbsoluteUri.TrimEnd('/'));

    /// <summary>Whether the other is a client of the same account: the same address and the same key.</summary>
    public bool IsSameAccount(PanelClient other) =>
        PanelAddress.Of(_options.Uri) == PanelAddress.Of(other._options.Uri) && _key.Is(other._key);

    /// <summary>Whether it is the account's key.</summary>
    public bool HasKey(SecureString key)
    {
        using var other = new ApiKey(key);
        return _key.Is(other);
    }

    /// <summary>Whether a text holds the account's key, which belongs nowhere but in a request's own field.</summary>
    public bool HoldsKey(string text)
    {
        using var revealed = _key.Reveal();
        return revealed.IsIn(text);
    }

    /// <summary>Closes the connections and forgets the key.</summary>
    public void Dispose()
    {
        _transport.Dispose();
        _key.Dispose();
    }

    private static YallaTakeException HoldsSecret() =>
        new(
            ErrorId.InsecureUri,
            "The panel's address holds a query, a user name or the key itself, which do not belong there. "
            + "Nothing was sent. Give the plain address, and the key with -ApiKey.");

    private Task<T> AskAsync<T>(PanelRequest request, Func<JToken, T> decode, PanelCall call) =>
        _retries.RunAsync(
            request.IsRepeatable,
            call,
            () => AskOnceAsync(request, (text, key) => decode(AnswerJson.Parse(text, key)), call.Token),
            request.Action);

    private async Task<T> AskOnceAsync<T>(PanelRequest request, Func<string, RevealedKey, T> read, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        var text = await answer.ReadToEndAsync().ConfigureAwait(false);
        using var revealed = _key.Reveal();
        try
        {
            return read(Preamble.Skip(text), revealed);
        }
        catch (YallaTakeException failure) when (failure.MayBeElsewhere)
        {
            throw failure.Saying(PanelAddress.Hint(_options.Uri));
        }
    }

    // What comes back is an answer, and neither a redirect nor a failure.
    private async Task<PanelAnswer> SendAsync(PanelRequest request, CancellationToken cancellationToken)
    {
        var answer = await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (answer.SlashPutRight is { } target)
        {
            answer.Dispose();
            _transport.MoveTo(target);
            answer = await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (answer.IsSuccess)
            return answer;

        using (answer)
        {
            var text = answer.IsRedirect ? string.Empty : await answer.ReadToEndAsync().ConfigureAwait(false);
            using var revealed = _key.Reveal();
            if (answer.IsRedirect)
                throw answer.RedirectRefusal(revealed);

            var failure = FailedAnswer.Describe(answer.StatusCode, answer.Wait, text, revealed);
            throw failure.MayBeElsewhere ? failure.Saying(PanelAddress.Hint(_options.Uri)) : failure;
        }
    }

    private async Task<(OrderOutcome Outcome, Uri? SlashPutRight)> AddOnceAsync(OrderRequest order)
    {
        try
        {
            return await TryAddAsync(order).ConfigureAwait(false);
        }
        catch (YallaTakeException exception)
        {
            return (UnansweredAdd.Outcome(exception), null);
        }
        catch (Exception exception)
        {
            // The panel was disconnected on the way, or a mistake of ours.
            return (UnansweredAdd.Outcome(new YallaTakeException(ErrorId.PanelUnavailable, exception.Message, exception)), null);
        }
    }

    // A redirect's body counts too, even where the redirect could be followed: it may name an order.
    private async Task<(OrderOutcome Outcome, Uri? SlashPutRight)> TryAddAsync(OrderRequest order)
    {
        using var answer = await _transport.SendAsync(PanelRequest.Add(order), CancellationToken.None).ConfigureAwait(false);
        var text = await answer.ReadToEndAsync().ConfigureAwait(false);
        using var revealed = _key.Reveal();
        var outcome = AnsweredAdd.Outcome(answer.StatusCode, text, order, revealed, answer.Wait);
        if (answer.IsRedirect && outcome.Kind != OutcomeKind.Placed)
            outcome = outcome.Because(answer.RedirectRefusal(revealed).Saying(outcome.Naming));
        else if (outcome.Failure is { MayBeElsewhere: true } failure)
            outcome = outcome.Because(failure.Saying(PanelAddress.Hint(_options.Uri)));
        return (outcome, answer.SlashPutRight);
    }

    private async Task<ServicesAnswer> OpenServicesOnceAsync(CancellationToken cancellationToken)
    {
        var answer = await SendAsync(PanelRequest.Services(), cancellationToken).ConfigureAwait(false);
        ServicesAnswer? services = null;
        try
        {
            services = new ServicesAnswer(AnswerJson.Reader(answer.Text), _options.Name, _key.Reveal(), answer);
            await services.EnterAsync(cancellationToken).ConfigureAwait(false);
            return services;
        }
        catch (Exception exception)
        {
            services?.Dispose();
            answer.Dispose();
            if (exception is YallaTakeException { MayBeElsewhere: true } failure)
                throw failure.Saying(PanelAddress.Hint(_options.Uri));
            throw;
        }
    }
}
