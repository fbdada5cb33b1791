using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>Writes down refills and cancellations of orders.</summary>
internal sealed class FollowingStatements(SqlDialect dialect)
{
    private readonly string _entries = dialect.Schema + "entries";

    public Statement Record(LedgerAccount account, Refill refill, DateTimeOffset now) => new(
        $"""
        INSERT INTO {dialect.Schema}refills (account, refill, entry, requested_at)
        SELECT account, @refill, entry, @now FROM {_entries} WHERE account = @account AND order_id = @order
        ON CONFLICT (account, refill) DO NOTHING
        """,
        Given.Text("account", account.Id),
        Given.PanelId("refill", refill.RefillId),
        Given.PanelId("order", refill.OrderId),
        Given.Time("now", now));

    public Statement Record(LedgerAccount account, RefillStatus status, DateTimeOffset now) => new(
        $"UPDATE {dialect.Schema}refills SET status = @status, status_at = @now WHERE account = @account AND refill = @refill",
        Given.Text("account", account.Id),
        Given.PanelId("refill", status.RefillId),
        Given.Text("status", status.Status),
        Given.Time("now", now));

    public Statement Record(LedgerAccount account, Cancellation cancellation, DateTimeOffset now) => new(
        $"UPDATE {_entries} SET cancel_at = coalesce(cancel_at, @now) WHERE account = @account AND order_id = @order",
        Given.Text("account", account.Id),
        Given.PanelId("order", cancellation.OrderId),
        Given.Time("now", now));
}
