using Microsoft.Data.Sqlite;

namespace YallaTake;

/// <summary>All that a ledger file has of one account, to be copied.</summary>
/// <param name="Orders">The orders, the oldest first.</param>
/// <param name="Refills">Their refills.</param>
internal sealed record FileEntries(IReadOnlyList<FileEntries.Entry> Orders, IReadOnlyList<FileEntries.RefillEntry> Refills)
{
    /// <exception cref="YallaTakeException">LedgerUnavailable: the file is no ledger, or orders are being sent by way of it.</exception>
    public static FileEntries Read(string path, Func<byte[], string> fingerprint, TimeProvider time, Chance chance)
    {
        var file = new LedgerFile(path, chance);
        if (!file.Exists)
            throw file.Unavailable(new FileNotFoundException("it does not exist."));

        try
        {
            // Brings an older file up to date.
            using (file.OpenForWriting())
            {
            }

            using var connection = file.OpenForReading();
            var account = fingerprint(connection.Scalar<byte[]>("SELECT salt FROM ledger")!);
            var entries = new FileEntries(
                [.. Rows(connection, $"SELECT {OrderRow.Columns}, fields, sent_at, spent, is_open FROM orders WHERE account = @account ORDER BY entry", account, row => Entry.Read(row, time.GetUtcNow()))],
                [.. Rows(connection, "SELECT refill_id, reference, requested_at, refills.status, refills.status_at FROM refills JOIN orders USING (entry) WHERE orders.account = @account", account, RefillEntry.Read)]);
            return entries.Orders.Any(entry => entry.Order.State == OrderState.Sending)
                ? throw file.Unavailable(new InvalidDataException("orders are being sent by way of it. Let their scripts come to an end before you copy it."))
                : entries;
        }
        catch (Exception exception) when (exception is SqliteException or InvalidDataException)
        {
            throw file.Unavailable(exception);
        }
    }

    private static IEnumerable<T> Rows<T>(LedgerConnection connection, string sql, string account, Func<SqliteDataReader, T> read)
    {
        using var rows = connection.Query(sql, ("@account", account));
        while (rows.Read())
            yield return read(rows);
    }

    private static DateTimeOffset Time(SqliteDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    /// <summary>An order with what users do not see of it.</summary>
    internal sealed record Entry(Order Order, string Fields, DateTimeOffset SentAt, long Spent, bool IsOpen)
    {
        public static Entry Read(SqliteDataReader row, DateTimeOffset now)
        {
            var own = row.GetOrdinal("fields");
            return new Entry(OrderRow.Read(row, panel: null, now), row.GetString(own), Time(row, own + 1), row.GetInt64(own + 2), row.GetInt64(own + 3) != 0);
        }
    }

    /// <summary>A refill and its order's name.</summary>
    internal sealed record RefillEntry(long RefillId, string Reference, DateTimeOffset RequestedAt, string? Status, DateTimeOffset? StatusAt)
    {
        public static RefillEntry Read(SqliteDataReader row) =>
            new(row.GetInt64(0), row.GetString(1), Time(row, 2), row.IsDBNull(3) ? null : row.GetString(3), row.IsDBNull(4) ? null : Time(row, 4));
    }
}
