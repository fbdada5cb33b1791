using System.Globalization;

namespace YallaTake.Orders;

/// <summary>How a prompt names orders: whoever answers it knows by reference, link and price which ones are meant.</summary>
internal static class OrderPrompt
{
    /// <summary>An order on its panel.</summary>
    public static string Of(Order order, string panel) => string.Format(
        CultureInfo.InvariantCulture,
        "'{0}' on {1}: {2} for {3}, service {4}{5}, {6}",
        order.Reference,
        panel,
        Number(order.Count),
        order.Link ?? "no link",
        order.ServiceId,
        order.ServiceName is { } name ? $" '{name}'" : string.Empty,
        order.Charge is null ? $"about {Money(order.EstimatedCharge, order.Currency)}" : Money(order.Charge, order.Currency));

    /// <summary>Which of several orders it is, and what all of them cost: "Yes to All" is about all. Empty of one order.</summary>
    public static string Among(IReadOnlyCollection<Order> orders, int number) => orders.Count < 2
        ? string.Empty
        : FormattableString.Invariant($"; {number} of {orders.Count} orders, about ")
            + string.Join(
                " and ",
                orders.GroupBy(order => order.Currency).Select(same => Money(same.Sum(order => order.EstimatedCharge ?? 0), same.Key)))
            + " in all";

    /// <summary>A number, if it is known.</summary>
    public static string Number(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture) ?? "unknown";

    /// <summary>An amount, if it is known.</summary>
    public static string Money(decimal? amount, string? currency) => amount is { } known
        ? string.Format(CultureInfo.InvariantCulture, "{0:0.########} {1}", known, currency).TrimEnd()
        : "an unknown charge";
}
