using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Figures;

/// <summary>What the orders of an account add up to, and its balance over time.</summary>
/// <param name="Account">Names the account across ledgers; null when there is no ledger yet.</param>
/// <param name="Orders">The orders by service, currency and outcome.</param>
/// <param name="Quarters">The placed orders by the time at which they were made, the oldest first.</param>
/// <param name="Balances">The last reading of the balance in each quarter of an hour, the oldest first.</param>
internal sealed record LedgerFigures(
    string? Account,
    IReadOnlyList<OrderFigure> Orders,
    IReadOnlyList<QuarterFigure> Quarters,
    IReadOnlyList<BalanceReading> Balances)
{
    /// <summary>The figures of an account that has ordered nothing.</summary>
    public static LedgerFigures None { get; } = new(null, [], [], []);
}
