namespace YallaTake.Batches;

/// <summary>The calls of the API that take many ids.</summary>
internal static class BatchCalls
{
    public static BatchCall<OrderStatus> Status { get; } = new(
        (client, id, call) => client.GetStatusAsync(id, call),
        (client, ids, call) => client.GetStatusAsync(ids, call),
        (ledger, statuses) => ledger.RecordAsync(statuses));

    public static BatchCall<Refill> Refill { get; } = new(
        (client, id, call) => client.RefillAsync(id, call),
        (client, ids, call) => client.RefillAsync(ids, call),
        (ledger, refills) => ledger.RecordAsync(refills));

    public static BatchCall<RefillStatus> RefillStatus { get; } = new(
        (client, id, call) => client.GetRefillStatusAsync(id, call),
        (client, ids, call) => client.GetRefillStatusAsync(ids, call),
        (ledger, statuses) => ledger.RecordAsync(statuses));

    public static BatchCall<Cancellation> Cancel { get; } = new(
        (client, id, call) => client.CancelAsync(id, call),
        (client, ids, call) => client.CancelAsync(ids, call),
        (ledger, cancellations) => ledger.RecordAsync(cancellations));
}
