using System.Runtime.CompilerServices;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Store;

namespace YallaTake.Ledger;

/// <content>Lists of orders.</content>
internal sealed partial class StoredLedger
{
    // The first order is there at once; then pages are large.
    private const int FirstPageSize = 50;

    private readonly FindingStatements _finding = new(store.Dialect);

    // Page by page: a slow reader must not hold a snapshot of the store.
    public override async IAsyncEnumerable<Order> FindAsync(
        OrderFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = filter.Newest ?? int.MaxValue;
        await foreach (var page in PagesAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            var orders = (await RunAsync(
                _ => store.ReadAsync(
                    _orders.Get(page, Now), row => (Entry: row.Number("entry")!.Value, Order: ToOrder(row)), cancellationToken),
                cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Entry, row => row.Order);
            foreach (var entry in page)
            {
                if (orders.TryGetValue(entry, out var order) && filter.States?.Contains(order.Phase) != false
                    && !(filter.Unsettled && order.Phase == OrderState.Sending))
                {
                    yield return order;
                    if (--left == 0)
                        yield break;
                }
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<long>> PagesAsync(
        OrderFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (newest, isFew) = FindingStatements.IsByName(filter) ? (long.MaxValue, true) : await ReadAsync(
            opened => store.FirstAsync(
                _finding.Begin(opened.Account, filter), row => (row.Number("newest") ?? 0, row.Flag("is_few")), cancellationToken),
            cancellationToken).ConfigureAwait(false);
        if (isFew)
        {
            var found = await FoundAsync(account => _finding.Few(account, filter)).ConfigureAwait(false);
            var sorted = filter.Newest is null
                ? found.OrderBy(entry => entry.CreatedAt).ThenBy(entry => entry.Entry)
                : found.OrderByDescending(entry => entry.CreatedAt).ThenByDescending(entry => entry.Entry);
            var entries = sorted.Where(entry => entry.IsMeant).Select(entry => entry.Entry).ToList();
            for (var start = 0; start < entries.Count; start += PageSize)
                yield return entries.GetRange(start, Math.Min(PageSize, entries.Count - start));
            yield break;
        }

        FoundEntry? last = null;
        for (var size = Math.Min(filter.Newest ?? FirstPageSize, PageSize); newest > 0; size = PageSize)
        {
            var page = await FoundAsync(account => _finding.Page(account, filter, newest, last, size)).ConfigureAwait(false);
            if (page.Where(entry => entry.IsMeant).Select(entry => entry.Entry).ToList() is { Count: > 0 } meant)
                yield return meant;
            if (page.Count < size)
                yield break;
            last = page[page.Count - 1];
        }

        async Task<IReadOnlyList<FoundEntry>> FoundAsync(Func<LedgerAccount, Statement> statement) => await ReadAsync(
            opened => store.ReadAsync(statement(opened.Account), row => FindingStatements.Entry(row, filter), cancellationToken)!,
            cancellationToken).ConfigureAwait(false) ?? [];
    }
}
