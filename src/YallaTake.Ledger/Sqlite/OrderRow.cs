using System.Globalization;
using Microsoft.Data.Sqlite;
using Newtonsoft.Json;

namespace YallaTake;

/// <summary>Reads an entry of the ledger as the order that users see.</summary>
internal static class OrderRow
{
    /// <summary>The columns that <see cref="Read"/> takes, in its order.</summary>
    public const string Columns =
        "entry, reference, service_id, service_name, link, quantity, estimate, currency, state, order_id, error, created_at, settled_at, holder, lease_until, balance_before, status, charge, start_count, remains, status_at, cancel_at, "
        + "(SELECT group_concat(refill_id) FROM refills WHERE refills.entry = orders.entry)";

    public static Order Read(SqliteDataReader row, string? panel, DateTimeOffset now)
    {
        if (!Enum.TryParse(row.GetString(8), out OrderState state))
            throw new InvalidDataException($"an order has the state '{row.GetString(8)}', which this version does not know.");

        var error = Text(row, 10);

        // Whoever was to settle it is gone.
        if (state == OrderState.Sending && (Number(row, 14) < now.ToUnixTimeMilliseconds() || LedgerHolder.IsGone(Text(row, 13))))
            (state, error) = (OrderState.Unknown, "The process that sent it ended before the answer came.");

        return new Order
        {
            Reference = row.GetString(1),
            ServiceId = row.GetInt64(2),
            ServiceName = Text(row, 3),
            Link = Text(row, 4),
            Quantity = Number(row, 5),
            EstimatedCharge = Money.Parse(Text(row, 6)),
            Currency = Text(row, 7),
            State = state,
            OrderIdText = Text(row, 9),
            Error = error,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(11)),
            SettledAt = Time(row, 12),
            BalanceBefore = Money.Parse(Text(row, 15)),
            Status = Text(row, 16),
            Charge = Money.Parse(Text(row, 17)),
            StartCount = Number(row, 18),
            Remains = Number(row, 19),
            StatusAt = Time(row, 20),
            CancelRequestedAt = Time(row, 21),
            RefillId = Text(row, 22)?.Split(',').Select(id => long.Parse(id, CultureInfo.InvariantCulture)).ToArray() ?? [],
            Panel = panel,
        };
    }

    /// <summary>The fields of an order as one text: the same order gives the same text.</summary>
    public static string Fields(OrderRequest request) =>
        JsonConvert.SerializeObject(new SortedDictionary<string, string>(request.Fields.ToDictionary(field => field.Key, field => field.Value), StringComparer.Ordinal));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static DateTimeOffset? Time(SqliteDataReader row, int column) =>
        Number(row, column) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
}
