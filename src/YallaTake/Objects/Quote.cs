using YallaTake.Client.Orders;
using YallaTake.Client.Values;

namespace YallaTake;

/// <summary>What an order would count and cost, and what would be refused of it. Nothing is ordered.</summary>
public sealed class Quote : IOrderContent
{
    /// <summary>The caller's name for the order; null when it has none.</summary>
    public string? Reference { get; init; }

    /// <summary>The service's id: a long or a string.</summary>
    public required object ServiceId { get; init; }

    /// <summary>The service's name; null when the catalogue does not have it.</summary>
    public string? ServiceName { get; init; }

    /// <summary>What the order is for.</summary>
    public string? Link { get; init; }

    /// <summary>The field <c>quantity</c> of the order: of each run, where there are runs; null when it has none.</summary>
    public long? Quantity => OrderField.QuantityOf(Fields);

    /// <summary>The units ordered in all, at most; null when there is no upper bound.</summary>
    public long? Count { get; init; }

    /// <summary>All fields of the order by the API's names, as they would be sent.</summary>
    public IReadOnlyDictionary<string, string> Fields
    {
        get;
        init => field = ReadableFields.Of(value);
    }
        = FurtherFields.None;

    /// <summary>Which of the fields were given with -Field, whether the service's type has them or not.</summary>
    internal IEnumerable<string>? OfPanel { get; init; }

    /// <summary>What could not be read of the order: whoever orders the quote must not overlook it.</summary>
    internal IReadOnlyList<YallaTakeException> Unread { get; init; } = [];

    /// <summary>
    /// The highest price of 1000 units (of one package, for package types) that is allowed, which goes with the quote into New-YtOrder;
    /// null for any.
    /// </summary>
    public decimal? MaximumRate { get; init; }

    /// <summary>The highest price that is allowed, which goes with the quote into New-YtOrder; null for any.</summary>
    public decimal? MaximumCharge { get; init; }

    /// <summary>The price of 1000 units (of one package, for package types) in <see cref="Currency"/>.</summary>
    public decimal? Rate { get; init; }

    /// <summary>
    /// The price by the catalogue, in <see cref="Currency"/>; null when there is no upper bound. 0 when the order was placed before, or is
    /// the same as one before it in the input: it comes back.
    /// </summary>
    public decimal? EstimatedCharge { get; init; }

    /// <summary>The account's currency; null when it is not known.</summary>
    public string? Currency { get; init; }

    /// <summary>The id of the order that was placed under the reference before, and would come back; null when there is none.</summary>
    public object? PlacedOrderId { get; init; }

    /// <summary>Why the order would be refused, each with its error id in front; empty when it would not.</summary>
    public IReadOnlyList<string> Problem
    {
        get;
        init => field = ReadableList<string>.Of(value);
    }
        = ReadableList<string>.None;

    /// <summary>Whether there is no problem with the order.</summary>
    public bool Orderable => Problem.Count == 0;

    /// <summary>The name of the panel it was calculated for.</summary>
    public string? Panel { get; init; }

    /// <summary>An order and why it was refused, without what it would cost.</summary>
    internal static Quote Refused(OrderRequest order, YallaTakeException problem) => new()
    {
        Reference = order.Reference,
        ServiceId = order.ServiceId,
        Link = order.Link,
        Fields = order.Fields,
        OfPanel = order.OfPanel,
        Unread = order.Unread,
        Problem = [Text(problem)],
        Panel = order.Panel,
    };

    /// <summary>A problem with its error id in front.</summary>
    internal static string Text(YallaTakeException problem) => $"{problem.Id}: {problem.Message}";

    /// <summary>The service and the price; which order it is when it has none because it was refused.</summary>
    public override string ToString() => EstimatedCharge switch
    {
        { } charge => FormattableString.Invariant($"service {ServiceId}: {charge} {Currency}"),
        null when !Orderable => Reference ?? FormattableString.Invariant($"service {ServiceId} for {Link}"),
        null => FormattableString.Invariant($"service {ServiceId}: no upper bound {Currency}"),
    };
}
