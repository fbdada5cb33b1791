namespace YallaTake;

/// <summary>A service of one panel beside those of others, in one currency.</summary>
public sealed class ServiceOffer
{
    // PowerShell would make one of any row with such columns, and New-YtOrder takes all offers for one order.
    internal ServiceOffer()
    {
    }

    /// <summary>The name of the panel.</summary>
    public required string Panel { get; init; }

    /// <summary>The service's id: a long or a string.</summary>
    public required object ServiceId { get; init; }

    /// <summary>The service's name.</summary>
    public required string Name { get; init; }

    /// <summary>The service's category.</summary>
    public required string Category { get; init; }

    /// <summary>The service's type.</summary>
    public required string Type { get; init; }

    /// <summary>How many units <see cref="Charge"/> is for; null when none were asked for.</summary>
    public long? Quantity { get; init; }

    /// <summary>
    /// The price of that quantity in <see cref="Currency"/>, for a package of one; null when no quantity was asked for, or the exchange
    /// rate is not known.
    /// </summary>
    public decimal? Charge { get; init; }

    /// <summary>
    /// The price of 1000 units (of one package, for package types) in <see cref="Currency"/>; null when the exchange rate is not known.
    /// </summary>
    public decimal? Rate { get; init; }

    /// <summary>The currency in which all offers are compared; null when it is not known.</summary>
    public string? Currency { get; init; }

    /// <summary>The price of 1000 units (of one package, for package types) as the panel says it, in <see cref="PanelCurrency"/>.</summary>
    public decimal PanelRate { get; init; }

    /// <summary>The panel's currency; null when it is not known.</summary>
    public string? PanelCurrency { get; init; }

    /// <summary>The smallest quantity of an order; null when the panel does not say.</summary>
    public long? Min { get; init; }

    /// <summary>The largest quantity of an order; null when the panel does not say.</summary>
    public long? Max { get; init; }

    /// <summary>Whether orders can be refilled; null when the panel does not say.</summary>
    public bool? Refill { get; init; }

    /// <summary>Whether orders can be canceled; null when the panel does not say.</summary>
    public bool? Cancel { get; init; }

    /// <summary>How many orders of the service the ledger knows.</summary>
    public int Orders { get; init; }

    /// <summary>How many of a hundred of those orders that ended were completed; null when none has ended.</summary>
    public decimal? CompletedPercent { get; init; }

    /// <summary>The median time from sending an order to the first look at which it was under way; null when none was seen so.</summary>
    public TimeSpan? TimeToStart { get; init; }

    /// <summary>
    /// The median time from sending an order to the first look at which it was completed or partial; null when none was seen to end.
    /// </summary>
    public TimeSpan? TimeToEnd { get; init; }

    /// <summary>Why it does not compare with the others, and comes after them; null when it does.</summary>
    public string? Problem { get; init; }

    /// <summary>The panel, the service and the price.</summary>
    public override string ToString() => FormattableString.Invariant($"{Panel} {ServiceId}: {Charge ?? Rate} {Currency}");
}
