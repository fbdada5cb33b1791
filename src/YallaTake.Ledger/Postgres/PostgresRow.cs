using Npgsql;

namespace YallaTake;

/// <summary>Reads an entry of a shared ledger as the order that users see.</summary>
internal static class PostgresRow
{
    /// <summary>The time that leases go by, the server's: the clocks of hosts need not agree. A test may give its own.</summary>
    public const string ServerNow = "coalesce(@server_now, statement_timestamp())";

    /// <summary>Whoever was to settle it is gone.</summary>
    public const string IsLapsed = $"(o.state = 'Sending' AND o.lease_until < {ServerNow})";

    /// <summary>The columns that <see cref="Read"/> takes, in its order, of <c>yallatake.orders AS o</c>.</summary>
    public const string Columns =
        $"""
        o.reference, o.service_id, o.service_name, o.link, o.quantity, o.estimate, o.currency, CASE WHEN {IsLapsed} THEN 'Unknown' ELSE o.state END, o.order_id,
        CASE WHEN {IsLapsed} THEN 'The process that sent it ended before the answer came.' ELSE o.error END, o.created_at, o.settled_at, o.balance_before,
        o.status, o.charge, o.start_count, o.remains, o.status_at, o.cancel_at, ARRAY(SELECT r.refill_id FROM yallatake.refills AS r WHERE r.entry = o.entry ORDER BY r.refill_id)
        """;

    public static Order Read(NpgsqlDataReader row, string? panel)
    {
        if (!Enum.TryParse(row.GetString(7), out OrderState state))
            throw new InvalidDataException($"an order has the state '{row.GetString(7)}', which this version does not know.");

        return new Order
        {
            Reference = row.GetString(0),
            ServiceId = row.GetInt64(1),
            ServiceName = Text(row, 2),
            Link = Text(row, 3),
            Quantity = row.GetFieldValue<long?>(4),
            EstimatedCharge = row.GetFieldValue<decimal?>(5),
            Currency = Text(row, 6),
            State = state,
            OrderIdText = Text(row, 8),
            Error = Text(row, 9),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(10),
            SettledAt = row.GetFieldValue<DateTimeOffset?>(11),
            BalanceBefore = row.GetFieldValue<decimal?>(12),
            Status = Text(row, 13),
            Charge = row.GetFieldValue<decimal?>(14),
            StartCount = row.GetFieldValue<long?>(15),
            Remains = row.GetFieldValue<long?>(16),
            StatusAt = row.GetFieldValue<DateTimeOffset?>(17),
            CancelRequestedAt = row.GetFieldValue<DateTimeOffset?>(18),
            RefillId = row.GetFieldValue<long[]>(19),
            Panel = panel,
        };
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
