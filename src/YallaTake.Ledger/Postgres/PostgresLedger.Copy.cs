using Npgsql;

namespace YallaTake;

internal sealed partial class PostgresLedger
{
    private const int CopiedAtOnce = 200;

    /// <inheritdoc/>
    public override async Task<LedgerCopy> CopyFromAsync(string path, CancellationToken cancellationToken = default)
    {
        var entries = FileEntries.Read(path, _fingerprint, _time, _chance);
        var copied = 0;
        foreach (var chunk in entries.Orders.Chunk(CopiedAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            copied += await CopyAsync(chunk, CopyOrder).ConfigureAwait(false);
        }

        foreach (var chunk in entries.Refills.Chunk(CopiedAtOnce))
            await CopyAsync(chunk, CopyRefill).ConfigureAwait(false);

        var there = new Dictionary<string, Order>(StringComparer.Ordinal);
        await foreach (var order in FindAsync(new OrderFilter(), cancellationToken).ConfigureAwait(false))
            there[order.Reference!] = order;
        if (entries.Orders.FirstOrDefault(entry => !there.ContainsKey(entry.Order.Reference!)) is { } missing)
            throw _store.Unavailable(new InvalidDataException($"the order with reference '{missing.Order.Reference}' was copied and is not there."));

        return new LedgerCopy
        {
            Path = path,
            Ledger = Address,
            Orders = entries.Orders.Count,
            Copied = copied,
            Different = entries.Orders.Select(entry => entry.Order).Count(order => (order.State, order.OrderIdText) != (there[order.Reference!].State, there[order.Reference!].OrderIdText)),
            Refills = entries.Refills.Count,
            Panel = _panel,
        };
    }

    private Task<int> CopyAsync<T>(T[] entries, Action<NpgsqlBatch, string, T> add) => RunAsync(async (connection, account) =>
    {
        var batch = connection.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        foreach (var entry in entries)
            add(batch, account, entry);
        return await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
    });

    // What is there already may have gone on, and stays; unless it was not bought there and then was by way of the file.
    private static void CopyOrder(NpgsqlBatch batch, string account, FileEntries.Entry entry) => batch.Add(
        """
        INSERT INTO yallatake.orders AS o (account, reference, service_id, service_name, link, fields, quantity, estimate, currency, state, order_id, error, created_at, sent_at, settled_at,
            balance_before, spent, is_open, status, charge, start_count, remains, status_at, cancel_at)
        VALUES (@account, @reference, @service, @name, @link, @fields, @quantity, @estimate, @currency, @state, @order, @error, @created, @sent, @settled,
            @balance, @spent, @open, @status, @charge, @start, @remains, @status_at, @cancel)
        ON CONFLICT (account, reference) DO UPDATE SET quantity = excluded.quantity, estimate = excluded.estimate, currency = excluded.currency, state = excluded.state, order_id = excluded.order_id,
            error = excluded.error, sent_at = excluded.sent_at, settled_at = excluded.settled_at, balance_before = excluded.balance_before, spent = excluded.spent, is_open = excluded.is_open,
            status = excluded.status, charge = excluded.charge, start_count = excluded.start_count, remains = excluded.remains, status_at = excluded.status_at, cancel_at = excluded.cancel_at
        WHERE o.state IN ('Rejected', 'NotSent') AND o.service_id = excluded.service_id AND o.fields = excluded.fields
            AND (excluded.state = 'Placed' OR excluded.state = 'Unknown' AND excluded.sent_at > o.settled_at)
        """,
        Account(account),
        Given.Text("reference", entry.Order.Reference),
        Given.Number("service", entry.Order.ServiceId),
        Given.Text("name", entry.Order.ServiceName),
        Given.Text("link", entry.Order.Link),
        Given.Text("fields", entry.Fields),
        Given.Number("quantity", entry.Order.Quantity),
        Given.Money("estimate", entry.Order.EstimatedCharge),
        Given.Text("currency", entry.Order.Currency),
        Given.Text("state", entry.Order.State.ToString()),
        Given.Text("order", entry.Order.OrderIdText),
        Given.Text("error", entry.Order.Error),
        Given.Time("created", entry.Order.CreatedAt),
        Given.Time("sent", entry.SentAt),
        Given.Time("settled", entry.Order.SettledAt),
        Given.Money("balance", entry.Order.BalanceBefore),
        Given.Number("spent", entry.Spent),
        Given.Flag("open", entry.IsOpen),
        Given.Text("status", entry.Order.Status),
        Given.Money("charge", entry.Order.Charge),
        Given.Number("start", entry.Order.StartCount),
        Given.Number("remains", entry.Order.Remains),
        Given.Time("status_at", entry.Order.StatusAt),
        Given.Time("cancel", entry.Order.CancelRequestedAt));

    private static void CopyRefill(NpgsqlBatch batch, string account, FileEntries.RefillEntry refill) => batch.Add(
        """
        INSERT INTO yallatake.refills (account, refill_id, entry, requested_at, status, status_at)
        SELECT @account, @refill, entry, @requested, @status, @status_at FROM yallatake.orders WHERE account = @account AND reference = @reference
        ON CONFLICT DO NOTHING
        """,
        Account(account),
        Given.Number("refill", refill.RefillId),
        Given.Text("reference", refill.Reference),
        Given.Time("requested", refill.RequestedAt),
        Given.Text("status", refill.Status),
        Given.Time("status_at", refill.StatusAt));
}
