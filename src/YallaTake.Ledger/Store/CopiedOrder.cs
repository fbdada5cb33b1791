using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>An order with what users do not see of it.</summary>
internal sealed record CopiedOrder(
    Order Order, string? Category, string Fields, long Spent, bool IsOpen, long Attempts, long Rules, bool InDoubt)
{
    public static CopiedOrder Read(Row row, LedgerHolder holder) => new(
        OrderRow.Read(row, panel: null, holder),
        row.Text("category"),
        row.Text("fields")!,
        row.Number("spent")!.Value,
        row.Flag("is_open"),
        row.Number("attempts")!.Value,
        row.Number("rules")!.Value,
        row.Flag("in_doubt"));
}
