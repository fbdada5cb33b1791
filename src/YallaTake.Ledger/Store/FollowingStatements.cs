using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>Writes down what a panel says of orders after they were placed.</summary>
internal sealed class FollowingStatements(SqlDialect dialect)
{
    private readonly string _entries = dialect.Schema + "entries";

    /// <summary>
    /// What the panel says of an order. A charge in another currency than the account's, or a doubtful one, changes nothing that is summed.
    /// </summary>
    public Statement Record(LedgerAccount account, OrderStatus status, DateTimeOffset now)
    {
        const string Known = "@units IS NOT NULL AND (@currency IS NULL OR currency IS NULL OR lower(currency) = lower(@currency))";
        return new Statement(
            $"""
            UPDATE {_entries} SET status = @status, charge = CASE WHEN {Known} THEN @charge ELSE charge END,
                start_count = coalesce(@start, start_count), remains = coalesce(@remains, remains),
                status_at = @now, is_open = NOT @final,
                spent = CASE WHEN NOT ({Known}) THEN spent WHEN @final AND (@currency IS NULL OR currency IS NOT NULL) OR spent < @units
                    THEN @units ELSE spent END
            WHERE account = @account AND order_id = @order
            """,
            Given.Text("account", account.Id),
            Given.PanelId("order", status.OrderId),
            Given.Text("status", status.Status),
            Given.Money("charge", status.Charge),
            Given.Text("currency", status.Currency),
            Given.Number("start", status.StartCount),
            Given.Number("remains", status.Remains),
            Given.Flag("final", status.IsFinal),
            Given.Number("units", status.Charge >= 0 ? Money.Units(status.Charge) : null),
            Given.Time("now", now));
    }

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
