using YallaTake.Ledger;
using YallaTake.Ledger.Catalogues;

namespace YallaTake.Completion;

/// <summary>Those who have read the changes of the catalogue under a name of their own.</summary>
internal sealed class ConsumerCompleter : LedgerCompleter
{
    protected override async Task<List<Choice>> ReadAsync(OrderLedger ledger, CancellationToken token)
    {
        var readers = await ledger.GetReadersAsync(token).ConfigureAwait(false);
        return [.. readers.Select(CatalogueReader.Consumer).OfType<string>().Select(name => new Choice(name))];
    }
}
