using YallaTake.Client;
using YallaTake.Client.Resilience;

namespace YallaTake.Ledger.Desk;

/// <summary>
/// The account's balance as of a minute ago at most: written down with an order, it helps to settle one whose outcome is unknown.
/// </summary>
internal sealed class RecentBalance(PanelClient client, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    // Replaced as a whole: runspaces may share a panel.
    private volatile Answer? _last;

    /// <summary>The balance; null when the panel does not say, which is no reason not to order, nor to ask again for every order.</summary>
    public async Task<decimal?> GetAsync(PanelCall call)
    {
        if (_last is { } last && time.GetElapsedTime(last.AskedAt) < Lifetime)
            return last.Balance;

        decimal? balance;
        try
        {
            balance = (await client.GetBalanceAsync(call with { Once = true }).ConfigureAwait(false)).Balance;
        }
        catch (YallaTakeException exception) when (exception.Id != ErrorId.ApiKeyRefused)
        {
            balance = null;
        }

        _last = new Answer(balance, time.GetTimestamp());
        return balance;
    }

    private sealed record Answer(decimal? Balance, long AskedAt);
}
