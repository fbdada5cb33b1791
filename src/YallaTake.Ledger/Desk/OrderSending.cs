using YallaTake.Client;
using YallaTake.Client.Outcomes;
using YallaTake.Client.Resilience;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Desk;

/// <summary>Sends claimed orders, and judges what the panel said of them.</summary>
internal sealed class OrderSending(PanelClient client, OrderLedger ledger, TimeProvider time)
{
    /// <summary>Sends it once. What became of it is judged by what the ledger knows; nothing is thrown.</summary>
    /// <returns>
    /// The outcome; whether it is the panel's word, or that of the way to it; and the stop that ended the order before it was sent, null
    /// when none did.
    /// </returns>
    public async Task<(OrderOutcome Outcome, bool IsOfPanel, OperationCanceledException? Stopped)> SendAsync(
        OrderIntent intent, OrderClaim claim, Moment claimedAt, PanelCall call)
    {
        using var done = new CancellationTokenSource();
        var lease = new ClaimLease(ledger, claim, intent, claimedAt, time);
        var keeping = lease.KeepAsync(done.Token);
        try
        {
            var outcome = await client.AddAsync(intent.Sent, call, () => lease.EnsureAsync(call.Token)).ConfigureAwait(false);
            return (await JudgeAsync(intent, claim, outcome).ConfigureAwait(false), true, null);
        }
        catch (OperationCanceledException stopped)
        {
            var given = new YallaTakeException(ErrorId.OrderRefused, "Stopped before it was sent.", stopped);
            return (Judge(claim, OrderOutcome.NotSent(given)), false, stopped);
        }
        catch (YallaTakeException lost)
        {
            // The claim, right before it was sent.
            return (Judge(claim, OrderOutcome.NotSent(lost)), false, null);
        }
        catch (Exception exception)
        {
            // A panel that was disconnected on the way, or a mistake of ours: the entry must not stay as it is.
            var lost = new YallaTakeException(ErrorId.OrderOutcomeUnknown, exception.Message, exception);
            return (OrderOutcome.Unknown(lost), false, null);
        }
        finally
        {
            done.Cancel();
            await keeping.ConfigureAwait(false);
        }
    }

    private async Task<OrderOutcome> JudgeAsync(OrderIntent intent, OrderClaim claim, OrderOutcome outcome)
    {
        try
        {
            if (outcome.OrderId is { } id && intent.IdempotencyField is not null)
                return await JudgeAsync(intent, id, outcome).ConfigureAwait(false);

            // "You have active order with this link" may be the trace of an earlier attempt of this very order, or of another whose
            // outcome is unknown.
            var isRefusal = outcome.IsActiveLink
                && claim.Attempt == 1
                && !await ledger.HasDoubtAsync(intent, CancellationToken.None).ConfigureAwait(false);
            return Judge(claim, isRefusal ? OrderOutcome.Rejected(outcome.Failure!, isActiveLink: true) : outcome);
        }
        catch (YallaTakeException)
        {
            return Judge(claim, outcome);
        }
    }

    // A panel that gives an order back may give back the wrong one.
    private async Task<OrderOutcome> JudgeAsync(OrderIntent intent, string orderId, OrderOutcome outcome)
    {
        if (intent.Repeats is { } placed && placed.OrderId!.Equals(PanelId.Of(orderId).Value))
            return OrderOutcome.NotSent(ClaimRules.GivenBack(intent));

        Order? other = null;
        var filter = new OrderFilter { OrderIds = [orderId] };
        await foreach (var known in ledger.FindAsync(filter, CancellationToken.None).ConfigureAwait(false))
        {
            if (known.Reference != intent.Reference)
                other = known;
        }

        if (other is null)
            return outcome;

        try
        {
            // Whatever it was seen to do, it may do this again.
            await ledger.RecordTestedFieldAsync(null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (YallaTakeException)
        {
            // What it gave back is another order all the same.
        }

        return OrderOutcome.Unknown(ClaimRules.OtherOrder(orderId, other.Reference!));
    }

    private static OrderOutcome Judge(OrderClaim claim, OrderOutcome outcome) =>
        claim.IsInDoubt && outcome.Failure is { } failure ? OrderOutcome.Unknown(ClaimRules.StillUnknown(failure)) : outcome;
}
