namespace YallaTake.Completion;

/// <summary>The links of the newest orders of the ledger.</summary>
internal sealed class LinkCompleter : OrderCompleter
{
    protected override OrderState[] States => EveryState;

    protected override IEnumerable<string?> Texts(Order order) => [order.Link];
}
