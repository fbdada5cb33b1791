using YallaTake.Ledger.Figures;
using YallaTake.Ledger.Store;

namespace YallaTake.Ledger;

internal sealed partial class StoredLedger
{
    private readonly FigureStatements _figures = new(store.Dialect);

    public override async Task<LedgerFigures> GetFiguresAsync(
        DateTimeOffset? after, DateTimeOffset? before, CancellationToken cancellationToken) => await ReadAsync(
        async opened =>
        {
            var account = opened.Account;
            var orders = await store.ReadAsync(
                _figures.Orders(account, after, before), FigureStatements.Order, cancellationToken).ConfigureAwait(false);
            var refunding = orders.Where(figure => figure.GivesBack).Select(figure => figure.Status!).Distinct();
            var quarters = await store.ReadAsync(
                _figures.Quarters(account, after, before, refunding), FigureStatements.Quarter, cancellationToken).ConfigureAwait(false);
            var balances = await store.ReadAsync(
                _figures.Balances(account, after, before), BalanceStatements.Reading, cancellationToken).ConfigureAwait(false);
            return new LedgerFigures($"{opened.Identity.Id} {account.Id}", orders, quarters, balances);
        },
        cancellationToken).ConfigureAwait(false) ?? LedgerFigures.None;
}
