namespace YallaTake.Ledger.Figures;

/// <summary>
/// What the orders of a quarter of an hour add up to. Days begin at a quarter of an hour wherever one is, so that days are made of them.
/// </summary>
/// <param name="At">When it began (UTC).</param>
/// <param name="Currency">The currency of the amounts; null when it is not known.</param>
/// <param name="Orders">How many orders were placed.</param>
/// <param name="Spent">What they cost, or may cost while that is not known.</param>
/// <param name="Refunded">What the panel gave back of them, whenever it did.</param>
internal sealed record QuarterFigure(DateTimeOffset At, string? Currency, long Orders, decimal Spent, decimal Refunded);
