namespace YallaTake.Ledger.Store;

/// <summary>A refill and its order's reference.</summary>
internal sealed record CopiedRefill(string RefillId, string Reference, DateTimeOffset RequestedAt, string? Status, DateTimeOffset? StatusAt)
{
    public static CopiedRefill Read(Row row) =>
        new(
            row.Text("refill")!,
            row.Text("reference")!,
            row.Time("requested_at")!.Value,
            row.Text("status"),
            row.Time("status_at"));
}
