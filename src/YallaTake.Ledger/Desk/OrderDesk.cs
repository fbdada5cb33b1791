using System.Globalization;
using YallaTake.Client;
using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;
using YallaTake.Client.Resilience;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Desk;

/// <summary>Checks and places the orders of one account: the only way from a caller to the panel's <c>add</c>.</summary>
/// <param name="client">Sends the orders.</param>
/// <param name="catalogue">Knows the services.</param>
/// <param name="ledger">Remembers the orders.</param>
/// <param name="settings">What holds for all orders of the connection.</param>
/// <param name="time">The time that leases go by.</param>
/// <param name="chance">Where references come from that no caller gave.</param>
internal sealed class OrderDesk(
    PanelClient client, Catalogue catalogue, OrderLedger ledger, OrderDeskSettings settings, TimeProvider time, Chance chance)
{
    private readonly LastRates _lastRates = new(ledger, settings.Currency);
    private readonly OrderSending _sending = new(client, ledger, time);

    /// <summary>The panel's name.</summary>
    public string Panel => settings.Panel;

    /// <summary>Reads the account's balance.</summary>
    public BalanceReader Balance { get; } = new(client, ledger, time);

    /// <summary>The account in the ledger.</summary>
    /// <exception cref="YallaTakeException">LedgerUnavailable.</exception>
    public Task<LedgerAccount> GetAccountAsync(CancellationToken cancellationToken) => ledger.GetAccountAsync(cancellationToken);

    /// <summary>A search for orders whose outcome is unknown.</summary>
    public OrderSearch Search() => new(client, catalogue, ledger, Balance, settings, time);

    /// <summary>A search for what the panel has in a range of ids.</summary>
    public OrderFinder Finder() => new(client, ledger, settings);

    /// <summary>How many orders may be under way at once: without a ledger, one, so that no number is lost.</summary>
    public int ThrottleLimit(int wanted) => ledger.Remembers ? wanted : 1;

    /// <summary>
    /// All that can be known of an order before it is placed, in the order in which to fix it: its reference, fields, price, limits and
    /// funds. Sends no order.
    /// </summary>
    /// <param name="request">The order.</param>
    /// <param name="terms">What the caller allows.</param>
    /// <param name="counted">
    /// What other orders would spend before it, when it is only to be measured; null when it is to be placed, and the ledger decides of
    /// limits when it is claimed.
    /// </param>
    /// <param name="call">Gives up.</param>
    /// <exception cref="YallaTakeException">The catalogue cannot be read; LedgerUnavailable.</exception>
    public Task<OrderCheck> CheckAsync(OrderRequest request, OrderTerms terms, decimal? counted, PanelCall call) =>
        CheckAsync(request, terms, counted, repeats: null, call);

    /// <summary>
    /// What it takes to send a placed order once more under its own id, to see whether the panel gives it back: then it may be relied upon
    /// to do so after an unknown outcome. A panel that does not sells a second order, which has an entry of its own.
    /// </summary>
    /// <param name="reference">The placed order's name.</param>
    /// <param name="call">Gives up.</param>
    /// <exception cref="YallaTakeException">
    /// OrderNotFound, FieldMissing or ReferenceMismatch: the order cannot test it. The catalogue cannot be read; LedgerUnavailable.
    /// </exception>
    public async Task<OrderCheck> CheckTestAsync(string reference, PanelCall call)
    {
        var order = await ledger.GetAsync(reference, call.Token).ConfigureAwait(false) ?? throw ClaimRules.NotFound(reference);
        ClaimRules.ThrowIfNoTest(order, settings.IdempotencyField, time.GetUtcNow());
        var request = new OrderRequest(PanelId.Of(order.ServiceId), order.Fields, order.Fields.Keys)
        {
            Reference = ClaimRules.TestReference(reference),
        };
        return await CheckAsync(request, new OrderTerms(), counted: null, order, call).ConfigureAwait(false);
    }

    /// <summary>Sends a placed order once more. The order that comes back is the same one, or a second one that was bought.</summary>
    /// <param name="intent">What <see cref="CheckTestAsync"/> made of it.</param>
    /// <param name="call">Gives up before it is sent.</param>
    /// <exception cref="YallaTakeException">LedgerUnavailable: nothing was sent.</exception>
    public async Task<OrderResult> TestAsync(OrderIntent intent, PanelCall call)
    {
        // Whatever becomes of the test, only its success is proof.
        await ledger.RecordTestedFieldAsync(null, call.Token).ConfigureAwait(false);
        var result = await PlaceAsync(intent, call).ConfigureAwait(false);
        if (result.Problem?.Id != ErrorId.DuplicateOrder)
            return result;

        try
        {
            await ledger.RecordTestedFieldAsync(intent.IdempotencyField!.Name, CancellationToken.None).ConfigureAwait(false);
            return new OrderResult(intent.Repeats, null);
        }
        catch (YallaTakeException exception)
        {
            return new OrderResult(intent.Repeats, new YallaTakeException(
                ErrorId.OrderNotRecorded,
                $"The panel gave order {intent.Repeats!.OrderId} back and nothing was bought, but the ledger could not be written. "
                + "Test again when it is available.",
                exception));
        }
    }

    private async Task<OrderCheck> CheckAsync(
        OrderRequest request, OrderTerms terms, decimal? counted, Order? repeats, PanelCall call)
    {
        if (HoldsKey(request))
            return new OrderCheck
            {
                Request = WithoutKey(request),
                Problems =
            [
                Refused(
                    ErrorId.FieldNotUsed,
                    "A field of the order, or its reference, holds the API key, which every request has by itself. Nothing was sent. "
                    + "Leave it out."),
            ]
            };

        if (request.Unread.Count > 0)
            return new OrderCheck { Request = request, Problems = request.Unread };

        var problems = new List<YallaTakeException>();
        var reference = OrderReference.Normalize(request.Reference);
        if (reference is null && terms.RequireReference)
            problems.Add(
                Refused(
                    ErrorId.FieldMissing,
                    "The order has no reference, and each must have one. Nothing was sent. Give it one, or read the file with "
                    + "Import-YtOrder, which makes them."));
        if (reference?.Length > OrderReference.Longest)
            problems.Add(
                Refused(
                    ErrorId.FieldInvalid,
                    $"The reference has {reference.Length} characters; {OrderReference.Longest} is the most. Nothing was sent. "
                    + "Give the order a shorter one."));
        else if (repeats is null)
        {
            try
            {
                // An entry of version 0.1.0 may have the reference as it was spelled.
                foreach (var spelling in new[] { request.Reference, reference }.OfType<string>().Distinct())
                {
                    if (await ledger.RecallAsync(
                        spelling, request, settings.IdempotencyField, terms.IsLedgerWide, call.Token).ConfigureAwait(false) is { } existing)
                    {
                        existing.Existing = true;
                        return new OrderCheck { Request = request, Existing = existing };
                    }
                }
            }
            catch (YallaTakeException exception) when (exception.Id is ErrorId.ReferenceMismatch or ErrorId.OrderOutcomeUnknown)
            {
                problems.Add(exception);
            }
        }

        if (settings.IdempotencyField is { Name: var field } && request.Text(field) is not null)
            problems.Add(
                Refused(
                    ErrorId.FieldInvalid,
                    $"The field '{field}' carries the reference of every order of this connection (-IdempotencyField). Nothing was sent. "
                    + "Leave it out of -Field."));

        if (!(await catalogue.GetAsync(call).ConfigureAwait(false)).TryGetValue(request.Service, out var service))
        {
            var missing = $"The catalogue of {settings.Panel} has no service {request.ServiceId}. Nothing was sent.";
            problems.Add(Refused(ErrorId.ServiceNotFound, missing));
            return new OrderCheck { Request = request, Problems = problems };
        }

        var estimate = OrderEstimate.Of(service, request);
        problems.AddRange(OrderRules.Check(service, request));
        problems.AddRange(TooDear(service, estimate, terms));
        var rise = ledger.Remembers || terms.MaximumRateIncrease is not null
            ? await _lastRates.GetRiseAsync(service, call.Token).ConfigureAwait(false)
            : null;
        if (rise?.Percent > terms.MaximumRateIncrease)
        {
            problems.Add(Refused(
                ErrorId.RateTooHigh,
                $"Service {service.ServiceId} costs {rise}; {Text(terms.MaximumRateIncrease)} % is allowed. Nothing was sent."));
            rise = null;
        }

        if (problems.Count > 0 && counted is null)
            return new OrderCheck { Request = request, Service = service, Estimate = estimate, Rise = rise, Problems = problems };

        var intent = new OrderIntent
        {
            Reference = reference ?? chance.Guid().ToString("N", CultureInfo.InvariantCulture),
            Request = request,
            IdempotencyField = settings.IdempotencyField,
            Repeats = repeats,
            IsLedgerWide = terms.IsLedgerWide,
            Service = service,
            Estimate = estimate,
            Currency = settings.Currency,
            Lease = settings.Lease,
            SpendLimit = settings.SpendLimit,
            NoDuplicateWithin = terms.NoDuplicateWithin,
            NoOverlap = terms.NoOverlap,
            BalanceRead = await Balance.GetRecentAsync(call).ConfigureAwait(false),
        };
        if (counted is { } already)
        {
            if (await ledger.PreviewAsync(intent, already, call.Token).ConfigureAwait(false) is { } forbidden)
                problems.Add(forbidden);
            if (estimate.Charge is { } charge && already + charge > intent.BalanceBefore)
                problems.Add(FundsMissing(intent.BalanceBefore.Value, charge, already));
        }

        return new OrderCheck
        {
            Request = request,
            Service = service,
            Estimate = estimate,
            Rise = rise,
            Problems = problems,
            Intent = problems.Count == 0 ? intent : null,
        };
    }

    /// <summary>
    /// Places an order, or gives back the one that was placed under its reference: written down first, sent once, settled whatever comes.
    /// </summary>
    /// <param name="intent">The order and what must hold for it.</param>
    /// <param name="call">Gives up before the order is sent; an order on its way is always settled.</param>
    /// <param name="answered">
    /// Called when nothing is asked of the panel any more, though the outcome may still have to be written down. Not without a ledger: then
    /// the caller has the only trace of the order, and begins no other before that has been emitted.
    /// </param>
    /// <exception cref="OperationCanceledException">It was given up before it was sent.</exception>
    public async Task<OrderResult> PlaceAsync(OrderIntent intent, PanelCall call, Action? answered = null)
    {
        var claimedAt = Moment.Now(time);
        OrderClaim claim;
        try
        {
            claim = await ledger.ClaimAsync(intent, call.Token).ConfigureAwait(false);
        }
        catch (YallaTakeException exception)
        {
            return new OrderResult(null, exception);
        }

        if (claim.Existing is { } existing)
        {
            existing.Existing = true;
            return new OrderResult(existing, null);
        }

        var (outcome, isOfPanel, stopped) = await _sending.SendAsync(intent, claim, claimedAt, call).ConfigureAwait(false);
        if (ledger.Remembers)
        {
            answered?.Invoke();
            if (outcome.Kind == OutcomeKind.Placed)
                _lastRates.Record(intent.Service, claimedAt.Time);
        }

        var (order, notRecorded) = await ledger.SettleAsync(claim, intent, outcome).ConfigureAwait(false);
        if (outcome.Kind == OutcomeKind.Unknown && ledger.Remembers)
            await Balance.WitnessAsync(call).ConfigureAwait(false);
        if (stopped is not null)
            throw stopped;
        return new OrderResult(
            outcome.Kind == OutcomeKind.Placed ? order : null,
            notRecorded ?? (outcome.Kind == OutcomeKind.Unknown ? Unknown(intent, outcome.Failure!) : outcome.Failure))
        {
            // Not for an active link, which may be this order's, nor for what ended the order on our side of the way.
            MayFallBack = notRecorded is null && isOfPanel
                && outcome is { Kind: OutcomeKind.Rejected or OutcomeKind.NotSent, IsActiveLink: false },
        };
    }

    private static IEnumerable<YallaTakeException> TooDear(Service service, OrderEstimate estimate, OrderTerms terms)
    {
        if (service.Rate > terms.MaximumRate)
            yield return Refused(
                ErrorId.RateTooHigh,
                $"Service {service.ServiceId} costs {Text(service.Rate)} {OrderEstimate.RateUnit(service.Type)}, above the "
                + $"{Text(terms.MaximumRate)} allowed. Nothing was sent.");
        if (terms.MaximumCharge is not null && !(estimate.Charge <= terms.MaximumCharge))
            yield return Refused(
                ErrorId.ChargeTooHigh,
                $"The order would cost {(estimate.Charge is { } charge ? "about " + Text(charge) : "an amount without upper bound")}; "
                + $"{Text(terms.MaximumCharge)} is allowed. Nothing was sent.");
    }

    // What orders hold is written down and shown.
    private static YallaTakeException FundsMissing(decimal balance, decimal charge, decimal already) => Refused(
        ErrorId.InsufficientFunds,
        FormattableString.Invariant($"The balance of {balance:0.########} does not cover {charge:0.########} after {already:0.########} ")
        + "for the orders before. Nothing was sent. Add funds on the panel.");

    private bool HoldsKey(OrderRequest request) =>
        request.Fields.SelectMany(field => new[] { field.Key, field.Value }).Append(request.Reference ?? string.Empty).Any(client.HoldsKey);

    private OrderRequest WithoutKey(OrderRequest request) =>
        new(request.Service, request.Fields.Where(field => !client.HoldsKey(field.Key) && !client.HoldsKey(field.Value)))
        {
            Reference = request.Reference is { } reference && !client.HoldsKey(reference) ? reference : null,
            Row = request.Row,
            Line = request.Line,
        };

    private static string? Text(decimal? amount) => amount?.ToString("0.########", CultureInfo.InvariantCulture);

    private static YallaTakeException Unknown(OrderIntent intent, YallaTakeException failure) => new(
        ErrorId.OrderOutcomeUnknown,
        $"The order with reference '{intent.Reference}' (service {intent.Service.ServiceId}, {intent.Request.Link}) was sent, and it is "
        + $"not known whether it was placed. {failure.Message}",
        failure);

    private static YallaTakeException Refused(ErrorId id, string message) => new(id, message);
}
