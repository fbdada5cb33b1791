namespace YallaTake;

internal sealed partial class SqliteLedger
{
    private OrderClaim Claim(LedgerConnection connection, string account, OrderIntent intent, string fields)
    {
        if (Check(connection, account, intent, fields, alreadyCounted: 0) is { } placed)
            return new OrderClaim(0, placed);

        var now = Now();
        var holder = LedgerHolder.New();
        var entry = connection.Scalar<long>(
            """
            INSERT INTO orders (account, reference, service_id, service_name, link, fields, quantity, estimate, currency, state, created_at, sent_at, holder, lease_until, balance_before, spent, is_open)
            VALUES (@account, @reference, @service, @name, @link, @fields, @quantity, @estimate, @currency, 'Sending', @now, @now, @holder, @lease, @balance, @spent, 1)
            ON CONFLICT (account, reference) DO UPDATE SET quantity = excluded.quantity, estimate = excluded.estimate, currency = excluded.currency, state = excluded.state,
                error = NULL, sent_at = excluded.sent_at, settled_at = NULL, holder = excluded.holder, lease_until = excluded.lease_until,
                balance_before = excluded.balance_before, spent = excluded.spent, is_open = 1
            RETURNING entry
            """,
            ("@account", account),
            ("@reference", intent.Reference),
            ("@service", intent.Service.Id),
            ("@name", intent.Service.Name),
            ("@link", intent.Request.Link),
            ("@fields", fields),
            ("@quantity", intent.Estimate.Count),
            ("@estimate", Money.Text(intent.Estimate.Charge)),
            ("@currency", intent.Currency),
            ("@now", now),
            ("@holder", holder),
            ("@lease", now + (long)intent.Lease.TotalMilliseconds),
            ("@balance", Money.Text(intent.BalanceBefore)),
            ("@spent", Money.Units(intent.Estimate.Charge)));
        return new SqliteClaim(entry, holder);
    }

    // An order that was bought beside the one of its reference: both cost.
    private Order AddSecond(LedgerConnection connection, string account, Order first, string orderId)
    {
        var reference = ClaimRules.SecondReference(first.Reference!, orderId);
        connection.Execute(
            """
            INSERT INTO orders (account, reference, service_id, service_name, link, fields, quantity, estimate, currency, state, order_id, error, created_at, sent_at, settled_at, balance_before, spent, is_open)
            SELECT account, @reference, service_id, service_name, link, fields, quantity, estimate, currency, 'Placed', @order, @error, created_at, sent_at, @now, balance_before, @spent, 1
            FROM orders WHERE account = @account AND reference = @first
            ON CONFLICT DO NOTHING
            """,
            ("@account", account),
            ("@first", first.Reference),
            ("@reference", reference),
            ("@order", orderId),
            ("@error", ClaimRules.Second(first.Reference!)),
            ("@now", Now()),
            ("@spent", Money.Units(first.EstimatedCharge)));
        return Get(connection, account, reference)!;
    }

    // Gives back the order placed before, throws what forbids this one, and is null when it may be sent.
    private Order? Check(LedgerConnection connection, string account, OrderIntent intent, string fields, decimal alreadyCounted)
    {
        if (Recall(connection, account, intent.Reference, intent.Service.Id, fields) is { } placed)
            return placed;

        if (intent.NoDuplicateWithin is { } time && connection.Scalar<string>(
                """
                SELECT reference FROM orders
                WHERE account = @account AND service_id = @service AND link IS @link AND reference <> @reference AND sent_at > @since AND state IN ('Sending', 'Placed', 'Unknown')
                ORDER BY entry DESC LIMIT 1
                """,
                ("@account", account),
                ("@service", intent.Service.Id),
                ("@link", intent.Request.Link),
                ("@reference", intent.Reference),
                ("@since", Since(time))) is { } duplicate)
            throw ClaimRules.Duplicate(intent, duplicate);

        if (intent.SpendLimit is { } limit)
            ClaimRules.ThrowIfLimited(intent, alreadyCounted + Spent(connection, account, limit));
        return null;
    }

    private Order? Recall(LedgerConnection connection, string account, string reference, long service, string fields)
    {
        if (Get(connection, account, reference) is not { } entry)
            return null;

        var sameOrder = connection.Scalar<long>(
            "SELECT count(*) FROM orders WHERE account = @account AND reference = @reference AND service_id = @service AND fields = @fields",
            ("@account", account),
            ("@reference", reference),
            ("@service", service),
            ("@fields", fields)) == 1;
        return ClaimRules.IsPlaced(entry, sameOrder) ? entry : null;
    }

    private decimal Spent(LedgerConnection connection, string account, SpendLimit limit) => Money.FromUnits(connection.Scalar<long>(
        "SELECT sum(spent) FROM orders WHERE account = @account AND sent_at > @since AND spent > 0",
        ("@account", account),
        ("@since", Since(limit.Window))));

    private Order? Get(LedgerConnection connection, string account, string reference) =>
        One(connection, "account = @account AND reference = @reference", ("@account", account), ("@reference", reference));

    private Order? One(LedgerConnection connection, string where, params (string Name, object? Value)[] parameters)
    {
        using var row = connection.Query($"SELECT {OrderRow.Columns} FROM orders WHERE {where} LIMIT 1", parameters);
        return row.Read() ? OrderRow.Read(row, _panel, _time.GetUtcNow()) : null;
    }

    private async Task RecordAsync<T>(IReadOnlyList<T> items, string sql, Func<T, (string Name, object? Value)[]> parameters)
    {
        // What the ledger does not know is no reason to make one.
        if (items.Count == 0 || !_file.Exists)
            return;

        await WriteAsync<int>(account => connection =>
        {
            var changed = 0;
            foreach (var item in items)
                changed += connection.Execute(sql, [("@account", account), ("@now", Now()), .. parameters(item)]);
            return changed;
        }).ConfigureAwait(false);
    }
}
