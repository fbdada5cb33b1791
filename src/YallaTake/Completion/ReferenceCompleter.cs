namespace YallaTake.Completion;

/// <summary>The references of the newest orders of the ledger.</summary>
internal sealed class ReferenceCompleter : OrderCompleter
{
    protected override OrderState[] States => EveryState;

    protected override IEnumerable<string?> Texts(Order order) => [order.Reference];
}
