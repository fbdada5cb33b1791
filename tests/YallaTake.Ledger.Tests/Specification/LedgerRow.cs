using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Store;

namespace YallaTake;

/// <summary>A row of a ledger as it is written.</summary>
internal sealed record LedgerRow(
    string Reference,
    OrderState State,
    OrderState Reads,
    string? OrderId,
    string? Claim,
    bool HasLapsed,
    long Spent,
    bool Carries,
    bool IsInDoubt)
{
    public static LedgerRow Read(Row row, LedgerHolder? holder) => new(
        row.Text("reference")!,
        Enum.Parse<OrderState>(row.Text("state")!),
        OrderRow.Read(row, null, holder).Phase,
        row.Text("order_id"),
        row.Text("claim_mark"),
        row.Flag("lapsed"),
        row.Number("spent")!.Value,
        row.Text("request_field") is not null,
        row.Flag("in_doubt"));
}
