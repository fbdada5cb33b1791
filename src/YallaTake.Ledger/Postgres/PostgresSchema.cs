using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Postgres;

/// <summary>
/// The tables of a shared ledger, in a schema of their own, as the steps that made them: an older ledger takes the steps it lacks.
/// </summary>
internal static class PostgresSchema
{
    /// <summary>The one row of this table is the lock under which the others are made, so it must be there first.</summary>
    public const string Foundation =
        """
        CREATE SCHEMA IF NOT EXISTS yallatake;
        CREATE TABLE IF NOT EXISTS yallatake.ledger (
            only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
            version  integer NOT NULL,
            salt     bytea NOT NULL
        );
        INSERT INTO yallatake.ledger (version, salt) VALUES (0, @salt) ON CONFLICT DO NOTHING;
        """;

    /// <summary>How many characters of a link are in an index, which takes 2.7 kB at most.</summary>
    public const int IndexedLink = 500;

    /// <summary>Into how many rows the sum of a day is split: by the number of the entry.</summary>
    public const int SpendingParts = 16;

    /// <summary>Money is exact, except <c>spent</c>, which is summed (<see cref="Money"/>).</summary>
    public static IReadOnlyList<string> Migrations { get; } =
    [
        """
        CREATE TABLE yallatake.accounts (
            account text PRIMARY KEY,
            claims  bigint NOT NULL
        );

        CREATE TABLE yallatake.orders (
            entry          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            account        text NOT NULL,
            reference      text COLLATE "C" NOT NULL,
            service_id     bigint NOT NULL,
            service_name   text,
            link           text COLLATE "C",
            fields         text NOT NULL,
            quantity       bigint,
            estimate       numeric,
            currency       text,
            state          text NOT NULL,
            order_id       text,
            error          text,
            created_at     timestamptz NOT NULL,
            sent_at        timestamptz NOT NULL,
            settled_at     timestamptz,
            holder         text,
            claim          uuid,
            lease_until    timestamptz,
            balance_before numeric,
            spent          bigint NOT NULL,
            is_open        boolean NOT NULL,
            status         text,
            charge         numeric,
            start_count    bigint,
            remains        bigint,
            status_at      timestamptz,
            cancel_at      timestamptz,
            UNIQUE (account, reference)
        );

        CREATE INDEX orders_by_id ON yallatake.orders (account, order_id);
        CREATE INDEX orders_by_time ON yallatake.orders (account, created_at);
        CREATE INDEX orders_by_state ON yallatake.orders (account, state);
        CREATE INDEX orders_by_service ON yallatake.orders (account, service_id, link);
        CREATE INDEX orders_by_link ON yallatake.orders (account, link);
        CREATE INDEX orders_open ON yallatake.orders (account, entry) WHERE is_open;
        CREATE INDEX orders_by_spending ON yallatake.orders (account, sent_at) INCLUDE (spent, reference) WHERE spent > 0;

        CREATE TABLE yallatake.refills (
            account      text NOT NULL,
            refill_id    bigint NOT NULL,
            entry        bigint NOT NULL REFERENCES yallatake.orders (entry),
            requested_at timestamptz NOT NULL,
            status       text,
            status_at    timestamptz,
            PRIMARY KEY (account, refill_id)
        );

        CREATE INDEX refills_by_order ON yallatake.refills (entry);
        """,

        // The new name makes the statements of a process fail that still runs version 0.1.0.
        $"""
        ALTER TABLE yallatake.orders RENAME TO entries;
        ALTER TABLE yallatake.entries ADD COLUMN attempts integer NOT NULL DEFAULT 1, ADD COLUMN rules integer NOT NULL DEFAULT 1;

        DROP INDEX yallatake.orders_by_service, yallatake.orders_by_link;
        CREATE INDEX orders_by_service ON yallatake.entries (account, service_id, left(link, {IndexedLink}));
        CREATE INDEX orders_by_link ON yallatake.entries (account, left(link, {IndexedLink}));

        DROP TABLE yallatake.accounts;
        CREATE TABLE yallatake.panels (
            address text PRIMARY KEY,
            claims  bigint NOT NULL
        );
        CREATE TABLE yallatake.accounts (
            account text PRIMARY KEY,
            address text NOT NULL,
            name    text,
            UNIQUE (address, name)
        );
        CREATE TABLE yallatake.keys (
            fingerprint text PRIMARY KEY,
            account     text NOT NULL REFERENCES yallatake.accounts (account)
        );
        """,

        // Ids are texts. The new names make the statements of a process fail that still runs the version before.
        $"""
        DROP INDEX yallatake.orders_by_service;
        ALTER TABLE yallatake.entries RENAME COLUMN claim TO mark;
        ALTER TABLE yallatake.entries RENAME COLUMN service_id TO service;
        ALTER TABLE yallatake.entries ALTER COLUMN service TYPE text COLLATE "C";
        CREATE INDEX orders_by_service ON yallatake.entries (account, service, left(link, {IndexedLink}));

        ALTER TABLE yallatake.refills RENAME COLUMN refill_id TO refill;
        ALTER TABLE yallatake.refills ALTER COLUMN refill TYPE text COLLATE "C";
        """,

        // What an unknown outcome is settled by. The new name makes the statements of a process fail that still runs the version before.
        // Whoever may write orders may write balances.
        $"""
        ALTER TABLE yallatake.entries RENAME COLUMN mark TO claim_id;
        ALTER TABLE yallatake.entries ADD COLUMN evidence text, ADD COLUMN candidates text;
        ALTER TABLE yallatake.accounts ADD COLUMN other_order text;

        CREATE TABLE yallatake.balances (
            account     text NOT NULL,
            asked_at    timestamptz NOT NULL,
            answered_at timestamptz NOT NULL,
            balance     numeric NOT NULL,
            PRIMARY KEY (account, asked_at)
        );

        {GrantToWriters("yallatake.balances")}
        """,

        // The client's own id of an order. The new name makes the statements of a process fail that still runs the version before.
        """
        ALTER TABLE yallatake.entries RENAME COLUMN claim_id TO claim_mark;
        ALTER TABLE yallatake.entries ADD COLUMN request_field text COLLATE "C", ADD COLUMN request_value text COLLATE "C",
            ADD COLUMN in_doubt boolean NOT NULL DEFAULT false, ADD COLUMN repeats text COLLATE "C";
        ALTER TABLE yallatake.accounts ADD COLUMN tested_field text;
        """,

        // The memory of catalogues. The new name makes the statements of a process fail that still runs the version before. Whoever may
        // write orders may write catalogues.
        $"""
        ALTER TABLE yallatake.entries RENAME COLUMN lease_until TO leased_until;

        CREATE TABLE yallatake.catalogues (
            catalogue  bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
            account    text NOT NULL UNIQUE,
            writes     bigint NOT NULL,
            look       text,
            first_at   timestamptz,
            looked_at  timestamptz,
            doubted_at timestamptz,
            doubted    text
        );

        CREATE TABLE yallatake.catalogue_texts (
            hash bigint PRIMARY KEY,
            text text NOT NULL
        );

        CREATE TABLE yallatake.service_versions (
            catalogue  bigint NOT NULL REFERENCES yallatake.catalogues (catalogue),
            service    text COLLATE "C" NOT NULL,
            seen_from  timestamptz NOT NULL,
            seen_until timestamptz,
            ended_at   timestamptz,
            content    bigint NOT NULL,
            name       bigint NOT NULL REFERENCES yallatake.catalogue_texts (hash),
            type       bigint NOT NULL REFERENCES yallatake.catalogue_texts (hash),
            category   bigint NOT NULL REFERENCES yallatake.catalogue_texts (hash),
            rate       text NOT NULL,
            least      bigint,
            most       bigint,
            refill     smallint,
            cancel     smallint,
            PRIMARY KEY (catalogue, service, seen_from)
        );

        CREATE INDEX versions_now ON yallatake.service_versions (catalogue, service, content) WHERE ended_at IS NULL;
        CREATE INDEX versions_by_time ON yallatake.service_versions (catalogue, coalesce(ended_at, seen_from));

        CREATE TABLE yallatake.catalogue_readers (
            catalogue bigint NOT NULL REFERENCES yallatake.catalogues (catalogue),
            reader    text NOT NULL,
            read_to   timestamptz NOT NULL,
            PRIMARY KEY (catalogue, reader)
        );

        {GrantToWriters("yallatake.catalogues, yallatake.catalogue_texts, yallatake.service_versions, yallatake.catalogue_readers")}
        """,

        // The new name makes the statements of a process fail that still runs the version before. When an order under way had started is
        // known to lie between when it was sent and the last look.
        $"""
        ALTER TABLE yallatake.entries RENAME COLUMN leased_until TO lease_ends_at;

        -- What the panel said of orders, change by change.
        ALTER TABLE yallatake.entries ADD COLUMN started_after timestamptz, ADD COLUMN started_at timestamptz,
            ADD COLUMN ended_after timestamptz, ADD COLUMN ended_at timestamptz;
        UPDATE yallatake.entries SET started_after = sent_at, started_at = status_at
        WHERE is_open AND lower(replace(replace(status, ' ', ''), '_', '')) IN ('inprogress', 'active');

        CREATE TABLE yallatake.order_changes (
            entry       bigint NOT NULL REFERENCES yallatake.entries (entry),
            seen_at     timestamptz NOT NULL,
            seen_before timestamptz NOT NULL,
            status      text NOT NULL,
            charge      numeric,
            start_count bigint,
            remains     bigint,
            PRIMARY KEY (entry, seen_at)
        );

        {GrantToWriters("yallatake.order_changes")}

        -- What an order overlaps with.
        ALTER TABLE yallatake.entries ADD COLUMN category text COLLATE "C", ADD COLUMN target text COLLATE "C";
        CREATE INDEX open_by_target ON yallatake.entries (account, target) WHERE is_open;

        UPDATE yallatake.entries SET category = (
            SELECT t.text FROM yallatake.catalogues AS c
                JOIN yallatake.service_versions AS v ON v.catalogue = c.catalogue AND v.service = entries.service AND v.ended_at IS NULL
                JOIN yallatake.catalogue_texts AS t ON t.hash = v.category
            WHERE c.account = entries.account)
        WHERE is_open;
        """,

        // References that are one for the whole ledger. The new name makes the statements of a process fail that still runs the version
        // before.
        $"""
        ALTER TABLE yallatake.entries RENAME COLUMN lease_ends_at TO lease_end;

        -- Earlier versions wrote the time of a resend over that of the first attempt.
        UPDATE yallatake.entries SET sent_at = created_at WHERE in_doubt;

        CREATE INDEX orders_by_reference ON yallatake.entries (reference);

        CREATE TABLE yallatake.ledger_references (
            reference text COLLATE "C" PRIMARY KEY
        );

        {GrantToWriters("yallatake.ledger_references")}
        """,

        // Sums of what was spent, by day, kept by the database itself: whoever writes an entry keeps them, a process that still runs the
        // version before as well. Each day has several rows, so that orders placed side by side do not wait for each other's commits.
        // Lists of orders come out by age, each from an index in that order.
        $"""
        LOCK TABLE yallatake.entries IN SHARE ROW EXCLUSIVE MODE;

        CREATE TABLE yallatake.spending (
            account   text NOT NULL,
            day       integer NOT NULL,
            part      smallint NOT NULL,
            thousands numeric NOT NULL,
            rest      numeric NOT NULL,
            PRIMARY KEY (account, day, part)
        ) WITH (fillfactor = 50);

        {GrantToWriters("yallatake.spending")}

        CREATE FUNCTION yallatake.keep_spending() RETURNS trigger LANGUAGE plpgsql AS $keep$
        BEGIN
            IF TG_OP <> 'INSERT' THEN
                UPDATE yallatake.spending
                SET thousands = thousands - greatest(old.spent, 0) / 1000, rest = rest - greatest(old.spent, 0) % 1000
                WHERE account = old.account AND day = {Day("old.sent_at")} AND part = old.entry % {SpendingParts};
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO yallatake.spending AS s
                VALUES (new.account, {Day("new.sent_at")}, new.entry % {SpendingParts}, greatest(new.spent, 0) / 1000,
                    greatest(new.spent, 0) % 1000)
                ON CONFLICT (account, day, part)
                    DO UPDATE SET thousands = s.thousands + excluded.thousands, rest = s.rest + excluded.rest;
            END IF;
            RETURN NULL;
        END
        $keep$;

        CREATE TRIGGER spending_of_new AFTER INSERT ON yallatake.entries
            FOR EACH ROW WHEN (new.spent > 0) EXECUTE FUNCTION yallatake.keep_spending();
        CREATE TRIGGER spending_of_gone AFTER DELETE ON yallatake.entries
            FOR EACH ROW WHEN (old.spent > 0) EXECUTE FUNCTION yallatake.keep_spending();
        CREATE TRIGGER spending_of_changed AFTER UPDATE OF account, sent_at, spent ON yallatake.entries
            FOR EACH ROW WHEN (old.spent <> new.spent OR old.sent_at <> new.sent_at OR old.account <> new.account)
            EXECUTE FUNCTION yallatake.keep_spending();

        INSERT INTO yallatake.spending
        SELECT account, {Day("sent_at")}, entry % {SpendingParts}, sum(spent / 1000), sum(spent % 1000)
        FROM yallatake.entries WHERE spent > 0 GROUP BY 1, 2, 3;

        DROP INDEX yallatake.orders_by_state, yallatake.orders_by_service, yallatake.orders_by_link, yallatake.orders_open;
        CREATE INDEX orders_by_state ON yallatake.entries (account, state, created_at);
        CREATE INDEX orders_by_service ON yallatake.entries (account, service, state, created_at);
        CREATE INDEX orders_by_link ON yallatake.entries (account, left(link, {IndexedLink}), service);
        CREATE INDEX orders_open ON yallatake.entries (account, created_at) WHERE is_open;
        """,
    ];

    /// <summary>The day of a column of times, since 1970 UTC, as <c>spending</c> has it.</summary>
    public static string Day(string column) => $"CAST(floor(extract(epoch FROM {column}) / 86400) AS integer)";

    /// <summary>Lets whoever may write orders write these tables too.</summary>
    private static string GrantToWriters(string tables) =>
        $"""
        DO $grants$
        DECLARE
            writer text;
        BEGIN
            FOR writer IN
                SELECT DISTINCT CASE grantee WHEN 'PUBLIC' THEN 'PUBLIC' ELSE quote_ident(grantee) END
                FROM information_schema.role_table_grants
                WHERE table_schema = 'yallatake' AND table_name = 'entries' AND privilege_type = 'INSERT' AND grantee <> current_user
            LOOP
                EXECUTE 'GRANT SELECT, INSERT, UPDATE ON {tables} TO ' || writer;
            END LOOP;
        END
        $grants$;
        """;
}
