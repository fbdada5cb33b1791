using YallaTake.Ledger;
using YallaTake.Ledger.Entries;
using YallaTake.Session;

namespace YallaTake.Completion;

/// <summary>Completes from the newest orders of the ledger, when that is a file and exists.</summary>
internal abstract class OrderCompleter : Completer
{
    // So many are read in some milliseconds, even from a large ledger.
    private const int Newest = 1000;

    // A ledger that another process keeps locked must not delay typing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    protected sealed override IEnumerable<Choice> Choices(string word, Panel? panel)
    {
        if (panel?.Ledger is not { IsLocal: true } ledger)
            return [];

        var time = RunspaceSession.Current.Time;
        using var enough = time.CreateCancellationTokenSource(Patience);
        return Task.Run(() => ReadAsync(ledger, enough.Token)).WaitAsync(Patience, time).GetAwaiter().GetResult();
    }

    /// <summary>Which orders are offered.</summary>
    protected virtual OrderState[] States => [OrderState.Placed];

    /// <summary>The values of an order: one, several or none.</summary>
    protected abstract IEnumerable<string?> Texts(Order order);

    private async Task<List<Choice>> ReadAsync(OrderLedger ledger, CancellationToken token)
    {
        var orders = await ledger.ListAsync(new OrderFilter { States = States, Newest = Newest }, token).ConfigureAwait(false);
        return [.. orders.SelectMany(order => Texts(order).OfType<string>().Select(text => new Choice(text, Describe(order))))];
    }

    private static string Describe(Order order) =>
        FormattableString.Invariant($"{order.Status ?? order.State}: {order.Count} of service {order.ServiceId} ")
        + FormattableString.Invariant($"{order.ServiceName} for {order.Link}, {order.CreatedAt:u}");
}
