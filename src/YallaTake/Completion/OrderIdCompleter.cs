namespace YallaTake.Completion;

/// <summary>The ids of the newest orders of the ledger.</summary>
internal sealed class OrderIdCompleter : OrderCompleter
{
    protected override IEnumerable<string?> Texts(Order order) => [order.OrderId?.ToString()];
}
