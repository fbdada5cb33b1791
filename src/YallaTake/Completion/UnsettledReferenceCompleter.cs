namespace YallaTake.Completion;

/// <summary>The references of the orders of which it is not known whether they were placed.</summary>
internal sealed class UnsettledReferenceCompleter : OrderCompleter
{
    protected override OrderState[] States => [OrderState.Unknown];

    protected override IEnumerable<string?> Texts(Order order) => [order.Reference];
}
