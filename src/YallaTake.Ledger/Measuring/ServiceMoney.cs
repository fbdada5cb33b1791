namespace YallaTake.Ledger.Measuring;

/// <summary>What the orders of a service cost in one currency.</summary>
internal sealed class ServiceMoney
{
    // More is not a price, and a million of them must be summed.
    private const decimal Most = 1_000_000_000_000_000_000;

    private decimal _deliveredCharge;

    public decimal Charge { get; private set; }

    public decimal Refunded { get; private set; }

    public decimal Delivered { get; private set; }

    /// <param name="order">An order that was placed.</param>
    /// <param name="delivered">What was delivered of it; null when it has not ended, or that is not known.</param>
    public void Add(in MeasuredOrder order, long? delivered)
    {
        var (estimate, charge) = (Plausible(order.Estimate), Plausible(order.Charge));
        Charge += charge ?? estimate ?? 0;
        if (order.Ending is OrderEnding.Partial or OrderEnding.Canceled or OrderEnding.Failed && charge < estimate)
            Refunded += estimate.Value - charge.Value;
        if (delivered is { } units && charge is { } paid)
        {
            Delivered += units;
            _deliveredCharge += paid;
        }
    }

    public void Add(ServiceMoney other)
    {
        Charge += other.Charge;
        Refunded += other.Refunded;
        Delivered += other.Delivered;
        _deliveredCharge += other._deliveredCharge;
    }

    /// <summary>What so many delivered units cost; null when nothing is known to be delivered.</summary>
    public decimal? DeliveredRate(int units) => Delivered > 0 ? Math.Round(_deliveredCharge * units / Delivered, 6) : null;

    private static decimal? Plausible(decimal? amount) => amount is >= 0 and < Most ? amount : null;
}
