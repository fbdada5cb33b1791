using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Store;

namespace YallaTake.Ledger;

internal sealed partial class StoredLedger
{
    private const int CopiedAtOnce = 200;

    private readonly CopyStatements _copying = new(store.Dialect);

    public override async Task<LedgerCopy> CopyFromAsync(string path, CancellationToken cancellationToken)
    {
        if (!store.Dialect.IsShared)
            return await base.CopyFromAsync(path, cancellationToken).ConfigureAwait(false);

        var file = await LedgerFileCopy.ReadAsync(path, key, time, chance, holder, cancellationToken).ConfigureAwait(false);
        var copied = 0;
        for (var start = 0; start < file.Orders.Count; start += CopiedAtOnce)
            copied += await RunAsync(
                opened => CopyAsync(opened, [.. file.Orders.Skip(start).Take(CopiedAtOnce)], cancellationToken),
                cancellationToken).ConfigureAwait(false);
        await CopyAsync(file.Refills, _copying.Copy, cancellationToken).ConfigureAwait(false);
        await CopyAsync(file.Changes, _copying.Copy, cancellationToken).ConfigureAwait(false);

        var there = new Dictionary<string, Order>(StringComparer.Ordinal);
        await foreach (var order in FindAsync(new OrderFilter(), cancellationToken).ConfigureAwait(false))
            there[order.Reference!] = order;
        if (file.Orders.FirstOrDefault(entry => !there.ContainsKey(entry.Order.Reference!)) is { } missing)
            throw new YallaTakeException(
                ErrorId.LedgerUnavailable,
                $"The order with reference '{missing.Order.Reference}' was copied and is not in {Address}. Nothing was sent. Copy again.");

        return new LedgerCopy
        {
            Path = path,
            Ledger = Address,
            Orders = file.Orders.Count,
            Copied = copied,
            Different = file.Orders.Select(entry => entry.Order).Count(
                order => !(order.Phase, order.OrderId).Equals((there[order.Reference!].Phase, there[order.Reference!].OrderId))),
            Refills = file.Refills.Count,
            Panel = panel,
            OtherPanels = file.OtherPanels,
        };
    }

    private async Task<int> CopyAsync(Opened opened, IReadOnlyList<CopiedOrder> orders, CancellationToken cancellationToken) =>
        (await store.WriteAsync(
        [.. opened.Registration, .. orders.SelectMany(order => _copying.Copy(opened.Account, order))],
        row => row.Number("entry"),
        cancellationToken).ConfigureAwait(false)).Count;

    private async Task CopyAsync<T>(
        IReadOnlyList<T> copied, Func<LedgerAccount, T, Statement> statement, CancellationToken cancellationToken)
    {
        for (var start = 0; start < copied.Count; start += CopiedAtOnce)
            await RunAsync(
                opened => store.WriteAsync(
                    [.. copied.Skip(start).Take(CopiedAtOnce).Select(item => statement(opened.Account, item))], _ => 0, cancellationToken),
                cancellationToken).ConfigureAwait(false);
    }
}
