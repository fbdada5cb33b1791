namespace YallaTake.Ledger.Store;

/// <summary>A change in what the panel said of an order, and which order it is.</summary>
internal sealed record CopiedChange(
    string Reference,
    string OrderId,
    DateTimeOffset SeenBefore,
    DateTimeOffset SeenAt,
    string Status,
    decimal? Charge,
    long? StartCount,
    long? Remains)
{
    public static CopiedChange Read(Row row) => new(
        row.Text("reference")!,
        row.Text("order_id")!,
        row.Time("seen_before")!.Value,
        row.Time("seen_at")!.Value,
        row.Text("status")!,
        row.Money("charge"),
        row.Number("start_count"),
        row.Number("remains"));
}
