namespace YallaTake;

/// <summary>Keeps a claim alive while its order is being sent: retries and a panel's pauses may take longer than the lease.</summary>
internal sealed class ClaimLease(OrderLedger ledger, OrderClaim claim, OrderIntent intent, DateTimeOffset claimedAt)
{
    private long _renewedAt = claimedAt.UtcTicks;

    /// <summary>Renews the claim now and then, until the answer has come.</summary>
    public async Task KeepAsync(CancellationToken done)
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromTicks(intent.Lease.Ticks / 3), done).ConfigureAwait(false);
                try
                {
                    await RenewAsync().ConfigureAwait(false);
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

    /// <summary>Makes sure, before the order is sent, that the claim is still held: a machine that slept, or was cut off, may have lost it.</summary>
    /// <exception cref="YallaTakeException">OrderOutcomeUnknown: it is lost. LedgerUnavailable.</exception>
    public async Task EnsureAsync()
    {
        // The wall clock goes on while a machine sleeps.
        if (DateTimeOffset.UtcNow.UtcTicks - Interlocked.Read(ref _renewedAt) > intent.Lease.Ticks / 2)
            await RenewAsync().ConfigureAwait(false);
    }

    private async Task RenewAsync()
    {
        var now = DateTimeOffset.UtcNow.UtcTicks;
        if (!await ledger.RenewAsync(claim, intent.Lease).ConfigureAwait(false))
            throw ClaimRules.Lost(intent.Reference);
        Interlocked.Exchange(ref _renewedAt, now);
    }
}
