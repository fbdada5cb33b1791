using YallaTake.Ledger;
using YallaTake.Ledger.Entries;

namespace YallaTake.Completion;

/// <summary>Completes from the newest orders of the ledger.</summary>
internal abstract class OrderCompleter : LedgerCompleter
{
    // So many are read in some milliseconds, even from a large ledger.
    private const int Newest = 1000;

    protected static OrderState[] EveryState { get; } =
        [OrderState.Placed, OrderState.Sending, OrderState.Unknown, OrderState.Rejected, OrderState.NotSent];

    /// <summary>Which orders are offered.</summary>
    protected virtual OrderState[] States => [OrderState.Placed];

    /// <summary>The values of an order: one, several or none.</summary>
    protected abstract IEnumerable<string?> Texts(Order order);

    protected sealed override async Task<List<Choice>> ReadAsync(OrderLedger ledger, CancellationToken token)
    {
        var orders = await ledger.ListAsync(new OrderFilter { States = States, Newest = Newest }, token).ConfigureAwait(false);
        var texts = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. orders.SelectMany(
                order => Texts(order).OfType<string>().Where(texts.Add).Select(text => new Choice(text, Describe(order)))),
        ];
    }

    private static string Describe(Order order) =>
        FormattableString.Invariant($"{order.Status ?? order.State}: {order.Count} of service {order.ServiceId} ")
        + FormattableString.Invariant($"{order.ServiceName} for {order.Link}, {order.CreatedAt:u}");
}
