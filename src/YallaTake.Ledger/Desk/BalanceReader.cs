using YallaTake.Client;
using YallaTake.Client.Resilience;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Desk;

/// <summary>Asks for the account's balance, and keeps its history: it helps to settle an order whose outcome is unknown.</summary>
internal sealed class BalanceReader(PanelClient client, OrderLedger ledger, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    // Replaced as a whole: runspaces may share a panel.
    private volatile Answer? _last;

    /// <summary>The balance now, which the ledger remembers if it can.</summary>
    public async Task<(AccountBalance Balance, BalanceReading Reading)> ReadAsync(PanelCall call)
    {
        var (balance, reading) = await AskAsync(call).ConfigureAwait(false);
        try
        {
            await ledger.RecordAsync(reading, call.Token).ConfigureAwait(false);
        }
        catch (YallaTakeException)
        {
            // The balance was asked for, and here it is.
        }

        return (balance, reading);
    }

    /// <summary>
    /// The balance as of a minute ago at most, to be written down with an order; null when the panel does not say. The order goes on
    /// without it, and the next one does not ask again.
    /// </summary>
    /// <param name="call">Gives up.</param>
    /// <param name="refresh">Whether it is read even if it was read a moment ago: orders may have been placed since.</param>
    public async Task<BalanceReading?> GetRecentAsync(PanelCall call, bool refresh = false)
    {
        if (!refresh && _last is { } last && time.GetElapsedTime(last.AskedAt) < Lifetime)
            return last.Reading;

        BalanceReading? reading;
        try
        {
            reading = (await AskAsync(call with { Once = true }).ConfigureAwait(false)).Reading;
        }
        catch (YallaTakeException exception) when (exception.Id != ErrorId.ApiKeyRefused)
        {
            reading = null;
        }

        _last = new Answer(reading, time.GetTimestamp());
        return reading;
    }

    /// <summary>
    /// Reads the balance once, right after an order of unknown outcome: what the order did to it shows before other things do. A panel that
    /// did not say its balance a moment ago is not asked again.
    /// </summary>
    public async Task WitnessAsync(PanelCall call)
    {
        if (_last is { Reading: null } silent && time.GetElapsedTime(silent.AskedAt) < Lifetime)
            return;

        _last = null;
        try
        {
            if (await GetRecentAsync(call).ConfigureAwait(false) is { } reading)
                await ledger.RecordAsync(reading, call.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is YallaTakeException or OperationCanceledException)
        {
            // The outcome is what it is.
        }
    }

    /// <summary>
    /// What the balance fell by from shortly before an order to now, beside what the orders cost that the ledger knows as placed since;
    /// null when it was not asked before the order.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="now">The balance now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="YallaTakeException">LedgerUnavailable.</exception>
    public async Task<decimal?> GetUnexplainedFallAsync(Order order, decimal now, CancellationToken cancellationToken)
    {
        // What was read with the order is older than the order by its lifetime at most; asking for it takes time too.
        var readings = await ledger.GetBalancesAsync(order.SentAt - Lifetime - Lifetime, cancellationToken).ConfigureAwait(false);
        if (order.BalanceBefore is null || readings.LastOrDefault(reading => reading.AnsweredAt <= order.SentAt) is not { } before)
            return null;

        var figures = await ledger.GetFiguresAsync(before.AskedAt, null, cancellationToken).ConfigureAwait(false);
        return before.Balance - now - figures.Orders
            .Where(figure => figure.State == OrderState.Placed && figure.Currency == order.Currency)
            .Sum(figure => figure.Spent);
    }

    private async Task<(AccountBalance Balance, BalanceReading Reading)> AskAsync(PanelCall call)
    {
        var askedAt = time.GetUtcNow();
        var balance = await client.GetBalanceAsync(call).ConfigureAwait(false);
        return (balance, new BalanceReading(askedAt, time.GetUtcNow(), balance.Balance));
    }

    private sealed record Answer(BalanceReading? Reading, long AskedAt);
}
