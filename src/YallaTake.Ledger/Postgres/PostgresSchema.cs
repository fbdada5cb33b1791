using Npgsql;

namespace YallaTake;

/// <summary>The tables of a shared ledger, in a schema of their own, as the steps that made them: an older ledger takes the steps it lacks.</summary>
internal static class PostgresSchema
{
    private const int SaltLength = 16;

    // The one row of this table is the lock under which the others are made, so it must be there first.
    private const string Foundation =
        """
        CREATE SCHEMA IF NOT EXISTS yallatake;
        CREATE TABLE IF NOT EXISTS yallatake.ledger (
            only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
            version  integer NOT NULL,
            salt     bytea NOT NULL
        );
        INSERT INTO yallatake.ledger (version, salt) VALUES (0, @salt) ON CONFLICT DO NOTHING;
        """;

    /// <summary>Money is exact, except <c>spent</c>, which is summed (<see cref="Money"/>).</summary>
    private static readonly string[] Migrations =
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
    ];

    /// <summary>Brings the database up to date, where it is not, and gives the ledger's salt. A role that may only use the tables needs no more once they are there.</summary>
    public static async Task<byte[]> PrepareAsync(NpgsqlConnection connection, Chance chance)
    {
        var (version, salt) = await ReadAsync(connection, string.Empty).ConfigureAwait(false);
        if (version < Migrations.Length)
            (version, salt) = await MigrateAsync(connection, chance).ConfigureAwait(false);
        return version == Migrations.Length
            ? salt!
            : throw new InvalidDataException("a newer version of the module made it; update the module.");
    }

    private static async Task<(int Version, byte[]? Salt)> MigrateAsync(NpgsqlConnection connection, Chance chance)
    {
        await connection.ExecuteAsync(Foundation, Given.Bytes("salt", chance.Bytes(SaltLength))).ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var (version, salt) = await ReadAsync(connection, "FOR UPDATE").ConfigureAwait(false);
            for (; version < Migrations.Length; version++)
            {
                await connection.ExecuteAsync(Migrations[version]).ConfigureAwait(false);
                await connection.ExecuteAsync("UPDATE yallatake.ledger SET version = @version", Given.Number("version", version + 1)).ConfigureAwait(false);
            }

            await transaction.CommitAsync().ConfigureAwait(false);
            return (version, salt);
        }
    }

    private static async Task<(int Version, byte[]? Salt)> ReadAsync(NpgsqlConnection connection, string locking)
    {
        try
        {
            return await connection.FirstAsync($"SELECT version, salt FROM yallatake.ledger {locking}", row => (row.GetInt32(0), (byte[]?)row.GetFieldValue<byte[]>(1))).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return (0, null);
        }
    }
}
