using YallaTake.Client.Orders;

namespace YallaTake.Ledger.Desk;

/// <summary>A service that may have an order.</summary>
/// <param name="Desk">The desk of its panel.</param>
/// <param name="Request">The order, for that service.</param>
internal sealed record OrderChoice(OrderDesk Desk, OrderRequest Request);
