namespace YallaTake.Ledger.Store;

/// <summary>A refill and its order's reference.</summary>
internal sealed record CopiedRefill(long RefillId, string Reference, DateTimeOffset RequestedAt, string? Status, DateTimeOffset? StatusAt)
{
    public static CopiedRefill Read(Row row) =>
        new(
            row.Number("refill_id")!.Value,
            row.Text("reference")!,
            row.Time("requested_at")!.Value,
            row.Text("status"),
            row.Time("status_at"));
}
