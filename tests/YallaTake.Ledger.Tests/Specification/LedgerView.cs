using System.Globalization;
using YallaTake.Ledger.Entries;

namespace YallaTake;

/// <summary>All that a ledger and its journal hold of the order, read past the ledger's own code.</summary>
/// <param name="Entry">The reference's row.</param>
/// <param name="Reads">How the row reads.</param>
/// <param name="Beside">Orders with rows of their own.</param>
/// <param name="Spent">How many orders count.</param>
/// <param name="Kept">What waits in the journal.</param>
/// <param name="Remembered">What the journal remembers.</param>
internal readonly record struct LedgerView(OrderEntry Entry, OrderState? Reads, int Beside, long Spent, KeptOutcome Kept, int Remembered)
{
    // When the first attempt was is not in the row alone.
    public static LedgerView Of(OrderModel model) =>
        new(model.Entry with { IsOld = false }, model.Reads, model.Beside, model.Spent, model.Kept, model.Remembered);

    /// <param name="rows">The account's rows.</param>
    /// <param name="reference">The order's reference.</param>
    /// <param name="waiting">What waits in the journal.</param>
    /// <param name="placed">What the journal remembers.</param>
    /// <param name="senderOf">Whose claim has a mark.</param>
    public static LedgerView Of(
        IReadOnlyList<LedgerRow> rows, string reference, JournalEntry? waiting, JournalEntry? placed, Func<string?, int> senderOf)
    {
        var row = rows.FirstOrDefault(row => row.Reference == reference);
        return new(
            row is null
                ? default
                : new OrderEntry(row.State)
                {
                    Holder = senderOf(row.Claim),
                    HasLapsed = row.HasLapsed,
                    Order = Number(row.OrderId),
                    Carries = row.Carries && row.State != OrderState.Placed,
                    IsInDoubt = row.IsInDoubt,
                },
            row?.Reads,
            rows.Where(row => row.Reference == $"{reference}#{row.OrderId}").Sum(row => Number(row.OrderId)),
            rows.Sum(row => row.Spent) / Money.Units(1),
            waiting is { } kept ? new(kept.State, senderOf(kept.Claim), Number(kept.OrderId)) : default,
            Number(placed?.OrderId));
    }

    private static int Number(string? orderId) => orderId is null ? 0 : int.Parse(orderId, CultureInfo.InvariantCulture);
}
