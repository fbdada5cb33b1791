namespace YallaTake;

/// <summary>What an order counts and costs by the catalogue (api: price is rate × count / 1000; a package costs its rate).</summary>
/// <param name="Count">The units ordered, at most; null when there is no upper bound, or no quantity to count by.</param>
/// <param name="Charge">The price of that count in the account's currency; null when <paramref name="Count"/> is.</param>
public readonly record struct OrderEstimate(long? Count, decimal? Charge)
{
    /// <summary>Reckons an order of a service. The panel's own charge may differ: an estimate, not a promise.</summary>
    public static OrderEstimate Of(Service service, OrderRequest order)
    {
        try
        {
            return Reckon(service, order);
        }
        catch (OverflowException)
        {
            // More than a number holds is as good as no upper bound.
            return default;
        }
    }

    private static OrderEstimate Reckon(Service service, OrderRequest order) => ServiceType.Find(service.Type) switch
    {
        { Count: OrderCount.Package } => new(1, service.Rate),
        { Count: OrderCount.Lines } type => For(service, order.Lines(type.CountedList!)),
        { Count: OrderCount.Posts } => For(service, checked(Posts(order) * order.Number(OrderField.Max))),
        _ => For(service, checked(order.Number(OrderField.Quantity) * (order.Number(OrderField.Runs) ?? 1))),
    };

    // Without a number of posts a subscription goes on for ever.
    private static long? Posts(OrderRequest order) =>
        checked(order.Number(OrderField.Posts) + (order.Number(OrderField.OldPosts) ?? 0));

    private static OrderEstimate For(Service service, long? count) => new(count, service.Rate * count / 1000);
}
