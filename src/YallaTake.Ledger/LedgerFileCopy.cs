using System.Globalization;
using YallaTake.Client.Resilience;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Sqlite;
using YallaTake.Ledger.Store;

namespace YallaTake.Ledger;

/// <summary>All that a ledger file has of one account, to be copied.</summary>
/// <param name="Orders">The orders, the oldest first.</param>
/// <param name="Refills">Their refills.</param>
/// <param name="Changes">What the panel said of them, change by change.</param>
/// <param name="OtherPanels">The addresses of other panels that have orders of references which are one for the whole ledger.</param>
internal sealed record LedgerFileCopy(
    IReadOnlyList<CopiedOrder> Orders,
    IReadOnlyList<CopiedRefill> Refills,
    IReadOnlyList<CopiedChange> Changes,
    IReadOnlyList<string> OtherPanels)
{
    /// <summary>Reads a copy of the file: bringing an older one up to date changes the copy alone.</summary>
    /// <exception cref="YallaTakeException">LedgerUnavailable: the file is not a ledger, or orders are being sent by way of it.</exception>
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
                    if (orders.Any(copied => copied.Order.Phase == OrderState.Sending))
                        throw new InvalidDataException("orders are being sent by way of it. Let their scripts end before you copy it");
                    return new LedgerFileCopy(
                        orders,
                        await store.ReadAsync(sql.AllRefills(account), CopiedRefill.Read, cancellationToken).ConfigureAwait(false),
                        await store.ReadAsync(sql.AllChanges(account), CopiedChange.Read, cancellationToken).ConfigureAwait(false),
                        await store.ReadAsync(
                            sql.OtherPanels(account), row => row.Text("address")!, cancellationToken).ConfigureAwait(false));
                }
                finally
                {
                    folder.Delete(recursive: true);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }
}
