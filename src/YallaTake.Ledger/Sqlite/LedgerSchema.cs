namespace YallaTake;

/// <summary>The tables of a ledger file, as the steps that made them: an older file takes the steps it lacks.</summary>
internal static class LedgerSchema
{
    /// <summary>Times are milliseconds since 1970 UTC; money is text, except <c>spent</c>, which is summed (<see cref="Money"/>).</summary>
    public static IReadOnlyList<string> Migrations { get; } =
    [
        """
        CREATE TABLE ledger (
            salt BLOB NOT NULL
        );

        CREATE TABLE orders (
            entry          INTEGER PRIMARY KEY,
            account        TEXT NOT NULL,
            reference      TEXT NOT NULL,
            service_id     INTEGER NOT NULL,
            service_name   TEXT,
            link           TEXT,
            fields         TEXT NOT NULL,
            quantity       INTEGER,
            estimate       TEXT,
            currency       TEXT,
            state          TEXT NOT NULL,
            order_id       TEXT,
            error          TEXT,
            created_at     INTEGER NOT NULL,
            sent_at        INTEGER NOT NULL,
            settled_at     INTEGER,
            holder         TEXT,
            lease_until    INTEGER,
            balance_before TEXT,
            spent          INTEGER NOT NULL,
            is_open        INTEGER NOT NULL,
            status         TEXT,
            charge         TEXT,
            start_count    INTEGER,
            remains        INTEGER,
            status_at      INTEGER,
            cancel_at      INTEGER,
            UNIQUE (account, reference)
        );

        CREATE INDEX orders_by_id ON orders (account, order_id);
        CREATE INDEX orders_by_time ON orders (account, created_at);
        CREATE INDEX orders_by_state ON orders (account, state);
        CREATE INDEX orders_by_service ON orders (account, service_id, link);
        CREATE INDEX orders_by_link ON orders (account, link);
        CREATE INDEX orders_open ON orders (account, entry) WHERE is_open;
        CREATE INDEX orders_by_spending ON orders (account, sent_at, spent) WHERE spent > 0;

        CREATE TABLE refills (
            account      TEXT NOT NULL,
            refill_id    INTEGER NOT NULL,
            entry        INTEGER NOT NULL REFERENCES orders (entry),
            requested_at INTEGER NOT NULL,
            status       TEXT,
            status_at    INTEGER,
            PRIMARY KEY (account, refill_id)
        ) WITHOUT ROWID;

        CREATE INDEX refills_by_order ON refills (entry);
        """,
    ];
}
