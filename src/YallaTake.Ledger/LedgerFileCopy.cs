using System.Globalization;

namespace YallaTake;

/// <summary>All that a ledger file has of one account, to be copied.</summary>
/// <param name="Orders">The orders, the oldest first.</param>
/// <param name="Refills">Their refills.</param>
internal sealed record LedgerFileCopy(IReadOnlyList<CopiedOrder> Orders, IReadOnlyList<CopiedRefill> Refills)
{
    /// <summary>Reads a copy of the file: bringing an older one up to date changes the copy alone.</summary>
    /// <exception cref="YallaTakeException">LedgerUnavailable: the file is no ledger, or orders are being sent by way of it.</exception>
    public static async Task<LedgerFileCopy> ReadAsync(
        string path, AccountKey key, TimeProvider time, Chance chance, LedgerHolder holder, CancellationToken cancellationToken)
    {
        using var original = new SqliteStore(path, makes: false, time, chance);
        return await new LedgerBoundary(original).RunAsync(
            async () =>
            {
                var folder = Directory.CreateDirectory(
                    Path.Combine(Path.GetTempPath(), "yallatake-copy-" + chance.Guid().ToString("N", CultureInfo.InvariantCulture)));
                try
                {
                    var copy = Path.Combine(folder.FullName, Path.GetFileName(path));
                    new LedgerFile(path, makes: false, chance).CopyTo(copy);
                    using var store = new SqliteStore(copy, makes: false, time, chance);
                    var identity = await store.OpenAsync(cancellationToken).ConfigureAwait(false);
                    var (account, _) = await new AccountStatements(store.Dialect).FindAsync(
                        store, key, identity, cancellationToken).ConfigureAwait(false);
                    var sql = new CopyStatements(store.Dialect);
                    var orders = await store.ReadAsync(
                        sql.All(account, time.GetUtcNow()), row => CopiedOrder.Read(row, holder), cancellationToken).ConfigureAwait(false);
                    if (orders.Any(copied => copied.Order.State == OrderState.Sending))
                        throw new InvalidDataException("orders are being sent by way of it. Let their scripts end before you copy it");
                    return new LedgerFileCopy(
                        orders, await store.ReadAsync(sql.AllRefills(account), CopiedRefill.Read, cancellationToken).ConfigureAwait(false));
                }
                finally
                {
                    folder.Delete(recursive: true);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>An order with what users do not see of it.</summary>
internal sealed record CopiedOrder(Order Order, string Fields, DateTimeOffset SentAt, long Spent, bool IsOpen, long Attempts, long Rules)
{
    public static CopiedOrder Read(Row row, LedgerHolder holder) => new(
        OrderRow.Read(row, panel: null, holder),
        row.Text("fields")!,
        row.Time("sent_at")!.Value,
        row.Number("spent")!.Value,
        row.Flag("is_open"),
        row.Number("attempts")!.Value,
        row.Number("rules")!.Value);
}

/// <summary>A refill and its order's reference.</summary>
internal sealed record CopiedRefill(long RefillId, string Reference, DateTimeOffset RequestedAt, string? Status, DateTimeOffset? StatusAt)
{
    public static CopiedRefill Read(Row row) =>
        new(
            row.Number("refill_id")!.Value,
            row.Text("reference")!,
            row.Time("requested_at")!.Value,
            row.Text("status"),
            row.Time("status_at"));
}
