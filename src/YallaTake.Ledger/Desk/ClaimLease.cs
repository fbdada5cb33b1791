using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Desk;

/// <summary>Keeps a claim alive while its order is being sent: retries and a panel's pauses may take longer than the lease.</summary>
internal sealed class ClaimLease(OrderLedger ledger, OrderClaim claim, OrderIntent intent, Moment claimedAt, TimeProvider time)
{
    private readonly Moment _claimedAt = claimedAt;
    private Moment _renewedAt = claimedAt;

    /// <summary>Renews the claim now and then, until the answer has come.</summary>
    public async Task KeepAsync(CancellationToken done)
    {
        try
        {
            while (await PassedAsync(TimeSpan.FromTicks(intent.Lease.Ticks / 3), done).ConfigureAwait(false))
            {
                try
                {
                    await RenewAsync(done).ConfigureAwait(false);
                }
                catch (YallaTakeException)
                {
                    // The ledger may be back by the next time; whoever is about to send will see.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The answer has come.
        }
    }

    /// <summary>
    /// Makes sure, before the order is sent, that the claim is still held: a machine that slept, or was cut off, may have lost it. One that
    /// relies on the panel's memory must leave while that lasts.
    /// </summary>
    /// <exception cref="YallaTakeException">OrderOutcomeUnknown: it is lost, or too late. LedgerUnavailable.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        ThrowIfTooLate();

        // The answer to an earlier attempt may have come.
        if (claim.IsInDoubt)
            await RenewAsync(cancellationToken).ConfigureAwait(false);

        // Again, should renewing itself take so long that it may be lost once more.
        while (Volatile.Read(ref _renewedAt).IsOlderThan(TimeSpan.FromTicks(intent.Lease.Ticks / 2), time))
        {
            await RenewAsync(cancellationToken).ConfigureAwait(false);
            ThrowIfTooLate();
        }
    }

    private void ThrowIfTooLate()
    {
        if (claim.SendBy is { } by && _claimedAt.IsOlderThan(by - _claimedAt.Time, time))
            throw ClaimRules.TooLate(intent.Reference);
    }

    // The answer usually comes first, which is not an exception.
    private async Task<bool> PassedAsync(TimeSpan span, CancellationToken done)
    {
        var passed = new TaskCompletionSource<bool>();
        using var timer = time.CreateTimer(_ => passed.TrySetResult(true), null, span, Timeout.InfiniteTimeSpan);
        using var registration = done.Register(() => passed.TrySetResult(false));
        return await passed.Task.ConfigureAwait(false);
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var now = Moment.Now(time);
        if (!await ledger.RenewAsync(claim, intent.Lease, cancellationToken).ConfigureAwait(false))
            throw ClaimRules.Lost(intent.Reference);
        Volatile.Write(ref _renewedAt, now);
    }
}
