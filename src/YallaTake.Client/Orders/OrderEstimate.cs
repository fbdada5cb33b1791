namespace YallaTake.Client.Orders;

/// <summary>What an order counts and costs by the catalogue (api: price is rate × count / 1000; a package costs its rate).</summary>
/// <param name="Count">The units ordered, at most; null when there is no upper bound, or no quantity to count by.</param>
/// <param name="Charge">The price of that count in the account's currency; null when <paramref name="Count"/> is.</param>
internal readonly record struct OrderEstimate(long? Count, decimal? Charge)
{
    /// <summary>Calculates it for an order of a service. The panel's own charge may differ: an estimate, not a promise.</summary>
    public static OrderEstimate Of(Service service, OrderRequest order)
    {
        try
        {
            return Calculate(service, order);
        }
        catch (OverflowException)
        {
            // More than a number holds is as good as no upper bound.
            return default;
        }
    }

    private static OrderEstimate Calculate(Service service, OrderRequest order) => ServiceType.Find(service.Type) switch
    {
        { Count: OrderCount.Package } => Packages(service, order),
        { Count: OrderCount.Lines } type => For(service, order.Lines(type.CountedList!)),
        { Count: OrderCount.Posts } => For(service, checked(Posts(order) * order.Number(OrderField.Max))),
        _ => For(service, checked(order.Number(OrderField.Quantity) * (order.Number(OrderField.Runs) ?? 1))),
    };

    // A panel may take several at once (-Field @{ quantity = 3 }).
    private static OrderEstimate Packages(Service service, OrderRequest order)
    {
        var count = order.Text(OrderField.Quantity) is null ? 1 : order.Number(OrderField.Quantity);
        return new(count, service.Rate * count);
    }

    // Without a number of posts a subscription goes on for ever; so it does with none, unless it is for old posts only.
    private static long? Posts(OrderRequest order) =>
        checked(order.Number(OrderField.Posts) + (order.Number(OrderField.OldPosts) ?? 0)) is > 0 and var posts ? posts : null;

    private static OrderEstimate For(Service service, long? count) => new(count, service.Rate * count / 1000);
}
