namespace YallaTake;

/// <summary>Places orders by way of the ledger: written down first, sent once, settled whatever comes.</summary>
/// <param name="client">Sends the orders.</param>
/// <param name="ledger">Remembers them.</param>
/// <param name="time">The time that leases go by.</param>
internal sealed class OrderPlacer(PanelClient client, OrderLedger ledger, TimeProvider time)
{
    /// <summary>Places the order, or gives back the one that was placed under its reference.</summary>
    /// <param name="intent">The order and what must hold for it.</param>
    /// <param name="call">Gives up before the order is sent; an order on its way is always settled.</param>
    /// <param name="answered">Told when nothing is asked of the panel any more, though the outcome may still have to be written down.</param>
    /// <exception cref="YallaTakeException">The panel's refusals; OrderOutcomeUnknown; ReferenceMismatch, DuplicateOrder, SpendLimitReached before anything is sent; LedgerUnavailable.</exception>
    public async Task<Order> PlaceAsync(OrderIntent intent, PanelCall call = default, Action? answered = null)
    {
        call.Token.ThrowIfCancellationRequested();
        var claimedAt = Moment.Now(time);
        var claim = await ledger.ClaimAsync(intent).ConfigureAwait(false);
        if (claim.Existing is { } existing)
            return existing;

        var (outcome, failure) = await SendAsync(intent, new ClaimLease(ledger, claim, intent, claimedAt, time), call).ConfigureAwait(false);
        answered?.Invoke();
        var order = await SettleAsync(claim, intent, outcome).ConfigureAwait(false);
        return failure is null ? order : throw failure;
    }

    private async Task<(OrderOutcome Outcome, Exception? Failure)> SendAsync(OrderIntent intent, ClaimLease lease, PanelCall call)
    {
        using var done = new CancellationTokenSource();
        var keeping = lease.KeepAsync(done.Token);
        try
        {
            var outcome = await client.AddAsync(intent.Request, call, lease.EnsureAsync).ConfigureAwait(false);
            return (outcome, outcome.State == OrderState.Unknown ? Unknown(intent, outcome.Failure!) : outcome.Failure);
        }
        catch (YallaTakeException exception)
        {
            // The claim no longer holds: nothing was sent.
            return (OrderOutcome.NotSent(exception), exception);
        }
        catch (OperationCanceledException exception)
        {
            return (OrderOutcome.NotSent(new YallaTakeException(ErrorId.PanelUnavailable, "Stopped before it was sent.", exception)), exception);
        }
        catch (Exception exception)
        {
            // A mistake of ours: the entry must not stay as it is.
            var failure = new YallaTakeException(ErrorId.OrderOutcomeUnknown, exception.Message, exception);
            return (OrderOutcome.Unknown(failure), Unknown(intent, failure));
        }
        finally
        {
            done.Cancel();
            await keeping.ConfigureAwait(false);
        }
    }

    // The panel's answer is worth more than the ledger's trouble: it is told in full when it cannot be written down.
    private async Task<Order> SettleAsync(OrderClaim claim, OrderIntent intent, OrderOutcome outcome)
    {
        try
        {
            return await ledger.SettleAsync(claim, outcome).ConfigureAwait(false);
        }
        catch (YallaTakeException exception)
        {
            var what = outcome.State == OrderState.Placed ? $"was placed as {outcome.OrderId}" : $"ended as {outcome.State} ({outcome.Failure?.Message})";
            throw new YallaTakeException(ErrorId.LedgerUnavailable, $"The order with reference '{intent.Reference}' {what}, but the ledger could not be written. Note this down, mend the ledger, and settle the order with Resolve-YtOrder. {exception.Message}", exception);
        }
    }

    private static YallaTakeException Unknown(OrderIntent intent, YallaTakeException exception) => new(
        ErrorId.OrderOutcomeUnknown,
        $"The order with reference '{intent.Reference}' (service {intent.Service.Id}, {intent.Request.Link}) was sent, and nobody can say whether it was placed. {exception.Message} Look on the panel, then settle it with Resolve-YtOrder.",
        exception);
}
