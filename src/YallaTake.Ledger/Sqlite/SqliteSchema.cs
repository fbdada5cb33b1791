using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Sqlite;

/// <summary>The tables of a ledger file, as the steps that made them: an older file takes the steps it lacks.</summary>
internal static class SqliteSchema
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

        // The new name makes the statements of a process fail that still runs version 0.1.0.
        """
        ALTER TABLE orders RENAME TO entries;
        ALTER TABLE entries ADD COLUMN claim TEXT;
        ALTER TABLE entries ADD COLUMN attempts INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE entries ADD COLUMN rules INTEGER NOT NULL DEFAULT 1;
        UPDATE entries SET claim = holder WHERE holder IS NOT NULL;

        CREATE TABLE panels (
            address TEXT PRIMARY KEY,
            claims  INTEGER NOT NULL
        );

        CREATE TABLE accounts (
            account TEXT PRIMARY KEY,
            address TEXT NOT NULL,
            name    TEXT,
            UNIQUE (address, name)
        );

        CREATE TABLE keys (
            fingerprint TEXT PRIMARY KEY,
            account     TEXT NOT NULL REFERENCES accounts (account)
        );
        """,

        // Ids are texts. The new names make the statements of a process fail that still runs the version before.
        """
        DROP INDEX orders_by_service;
        ALTER TABLE entries RENAME COLUMN claim TO mark;
        ALTER TABLE entries ADD COLUMN service TEXT NOT NULL DEFAULT '';
        UPDATE entries SET service = service_id;
        ALTER TABLE entries DROP COLUMN service_id;
        CREATE INDEX orders_by_service ON entries (account, service, link);

        ALTER TABLE refills RENAME TO earlier_refills;
        CREATE TABLE refills (
            account      TEXT NOT NULL,
            refill       TEXT NOT NULL,
            entry        INTEGER NOT NULL REFERENCES entries (entry),
            requested_at INTEGER NOT NULL,
            status       TEXT,
            status_at    INTEGER,
            PRIMARY KEY (account, refill)
        ) WITHOUT ROWID;
        INSERT INTO refills SELECT account, refill_id, entry, requested_at, status, status_at FROM earlier_refills;
        DROP TABLE earlier_refills;
        CREATE INDEX refills_by_order ON refills (entry);
        """,

        // What an unknown outcome is settled by. The new name makes the statements of a process fail that still runs the version before.
        """
        ALTER TABLE entries RENAME COLUMN mark TO claim_id;
        ALTER TABLE entries ADD COLUMN evidence TEXT;
        ALTER TABLE entries ADD COLUMN candidates TEXT;
        ALTER TABLE accounts ADD COLUMN other_order TEXT;

        CREATE TABLE balances (
            account     TEXT NOT NULL,
            asked_at    INTEGER NOT NULL,
            answered_at INTEGER NOT NULL,
            balance     TEXT NOT NULL,
            PRIMARY KEY (account, asked_at)
        ) WITHOUT ROWID;
        """,

        // The client's own id of an order. The new name makes the statements of a process fail that still runs the version before.
        """
        ALTER TABLE entries RENAME COLUMN claim_id TO claim_mark;
        ALTER TABLE entries ADD COLUMN request_field TEXT;
        ALTER TABLE entries ADD COLUMN request_value TEXT;
        ALTER TABLE entries ADD COLUMN in_doubt INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE entries ADD COLUMN repeats TEXT;
        ALTER TABLE accounts ADD COLUMN tested_field TEXT;
        """,

        // The memory of catalogues. The new name makes the statements of a process fail that still runs the version before.
        """
        ALTER TABLE entries RENAME COLUMN lease_until TO leased_until;

        CREATE TABLE catalogues (
            catalogue  INTEGER PRIMARY KEY,
            account    TEXT NOT NULL UNIQUE,
            writes     INTEGER NOT NULL,
            look       TEXT,
            first_at   INTEGER,
            looked_at  INTEGER,
            doubted_at INTEGER,
            doubted    TEXT
        );

        CREATE TABLE catalogue_texts (
            hash INTEGER PRIMARY KEY,
            text TEXT NOT NULL
        );

        CREATE TABLE service_versions (
            catalogue  INTEGER NOT NULL REFERENCES catalogues (catalogue),
            service    TEXT NOT NULL,
            seen_from  INTEGER NOT NULL,
            seen_until INTEGER,
            ended_at   INTEGER,
            content    INTEGER NOT NULL,
            name       INTEGER NOT NULL REFERENCES catalogue_texts (hash),
            type       INTEGER NOT NULL REFERENCES catalogue_texts (hash),
            category   INTEGER NOT NULL REFERENCES catalogue_texts (hash),
            rate       TEXT NOT NULL,
            least      INTEGER,
            most       INTEGER,
            refill     INTEGER,
            cancel     INTEGER,
            PRIMARY KEY (catalogue, service, seen_from)
        ) WITHOUT ROWID;

        CREATE INDEX versions_now ON service_versions (catalogue, service, content) WHERE ended_at IS NULL;
        CREATE INDEX versions_by_time ON service_versions (catalogue, coalesce(ended_at, seen_from));

        CREATE TABLE catalogue_readers (
            catalogue INTEGER NOT NULL REFERENCES catalogues (catalogue),
            reader    TEXT NOT NULL,
            read_to   INTEGER NOT NULL,
            PRIMARY KEY (catalogue, reader)
        ) WITHOUT ROWID;
        """,

        // The new name makes the statements of a process fail that still runs the version before. When an order under way had started is
        // known to lie between when it was sent and the last look.
        """
        ALTER TABLE entries RENAME COLUMN leased_until TO lease_ends_at;

        -- What the panel said of orders, change by change.
        ALTER TABLE entries ADD COLUMN started_after INTEGER;
        ALTER TABLE entries ADD COLUMN started_at INTEGER;
        ALTER TABLE entries ADD COLUMN ended_after INTEGER;
        ALTER TABLE entries ADD COLUMN ended_at INTEGER;
        UPDATE entries SET started_after = sent_at, started_at = status_at
        WHERE is_open AND lower(replace(replace(status, ' ', ''), '_', '')) IN ('inprogress', 'active');

        CREATE TABLE order_changes (
            entry       INTEGER NOT NULL REFERENCES entries (entry),
            seen_at     INTEGER NOT NULL,
            seen_before INTEGER NOT NULL,
            status      TEXT NOT NULL,
            charge      TEXT,
            start_count INTEGER,
            remains     INTEGER,
            PRIMARY KEY (entry, seen_at)
        ) WITHOUT ROWID;

        -- What an order overlaps with.
        ALTER TABLE entries ADD COLUMN category TEXT;
        ALTER TABLE entries ADD COLUMN target TEXT;
        CREATE INDEX open_by_target ON entries (account, target) WHERE is_open;

        UPDATE entries SET category = (
            SELECT t.text FROM catalogues AS c
                JOIN service_versions AS v ON v.catalogue = c.catalogue AND v.service = entries.service AND v.ended_at IS NULL
                JOIN catalogue_texts AS t ON t.hash = v.category
            WHERE c.account = entries.account)
        WHERE is_open;
        """,

        // References that are one for the whole ledger. The new name makes the statements of a process fail that still runs the version
        // before.
        """
        ALTER TABLE entries RENAME COLUMN lease_ends_at TO lease_end;

        -- Earlier versions wrote the time of a resend over that of the first attempt.
        UPDATE entries SET sent_at = created_at WHERE in_doubt;

        CREATE INDEX orders_by_reference ON entries (reference);

        CREATE TABLE ledger_references (
            reference TEXT PRIMARY KEY
        ) WITHOUT ROWID;
        """,

        // Sums of what was spent, by day, kept by the database itself: whoever writes an entry keeps them, a process that still runs the
        // version before as well. Lists of orders come out by age, each from an index in that order.
        """
        CREATE TABLE spending (
            account   TEXT NOT NULL,
            day       INTEGER NOT NULL,
            thousands INTEGER NOT NULL,
            rest      INTEGER NOT NULL,
            PRIMARY KEY (account, day)
        ) WITHOUT ROWID;

        CREATE TRIGGER spending_of_new AFTER INSERT ON entries WHEN new.spent > 0
        BEGIN
            INSERT INTO spending VALUES (new.account, new.sent_at / 86400000, new.spent / 1000, new.spent % 1000)
            ON CONFLICT (account, day) DO UPDATE SET thousands = thousands + excluded.thousands, rest = rest + excluded.rest;
        END;

        CREATE TRIGGER spending_of_gone AFTER DELETE ON entries WHEN old.spent > 0
        BEGIN
            UPDATE spending SET thousands = thousands - old.spent / 1000, rest = rest - old.spent % 1000
            WHERE account = old.account AND day = old.sent_at / 86400000;
        END;

        CREATE TRIGGER spending_of_changed AFTER UPDATE OF account, sent_at, spent ON entries
            WHEN old.spent <> new.spent OR old.sent_at <> new.sent_at OR old.account <> new.account
        BEGIN
            UPDATE spending SET thousands = thousands - max(old.spent, 0) / 1000, rest = rest - max(old.spent, 0) % 1000
            WHERE account = old.account AND day = old.sent_at / 86400000;
            INSERT INTO spending
            VALUES (new.account, new.sent_at / 86400000, max(new.spent, 0) / 1000, max(new.spent, 0) % 1000)
            ON CONFLICT (account, day) DO UPDATE SET thousands = thousands + excluded.thousands, rest = rest + excluded.rest;
        END;

        INSERT INTO spending
        SELECT account, sent_at / 86400000, sum(spent / 1000), sum(spent % 1000) FROM entries WHERE spent > 0 GROUP BY 1, 2;

        DROP INDEX orders_by_state;
        CREATE INDEX orders_by_state ON entries (account, state, created_at);
        DROP INDEX orders_by_service;
        CREATE INDEX orders_by_service ON entries (account, service, state, created_at);
        DROP INDEX orders_by_link;
        CREATE INDEX orders_by_link ON entries (account, link, service);
        DROP INDEX orders_open;
        CREATE INDEX orders_open ON entries (account, created_at) WHERE is_open;
        """,
    ];
}
