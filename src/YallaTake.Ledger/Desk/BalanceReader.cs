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
    /// The balance as of a minute ago at most, to be written down with an order; null when the panel does not say, which is no reason not
    /// to order, nor to ask again for every order.
    /// </summary>
    public async Task<BalanceReading?> GetRecentAsync(PanelCall call)
    {
        if (_last is { } last && time.GetElapsedTime(last.AskedAt) < Lifetime)
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

    private async Task<(AccountBalance Balance, BalanceReading Reading)> AskAsync(PanelCall call)
    {
        var askedAt = time.GetUtcNow();
        var balance = await client.GetBalanceAsync(call).ConfigureAwait(false);
        return (balance, new BalanceReading(askedAt, time.GetUtcNow(), balance.Balance));
    }

    private sealed record Answer(BalanceReading? Reading, long AskedAt);
}
