using YallaTake.Client.Values;

namespace YallaTake.Ledger.Measuring;

/// <summary>Reads words as endings, each word once: a million orders have a few.</summary>
internal sealed class OrderEndings
{
    private readonly Dictionary<string, OrderEnding> _known = new(StringComparer.Ordinal);

    /// <summary>The ending that a panel's word means; None for a word that ends nothing, and for no word.</summary>
    public OrderEnding Of(string? status) =>
        status is null ? OrderEnding.None : _known.TryGetValue(status, out var ending) ? ending : _known[status] = Read(status);

    private static OrderEnding Read(string status) =>
        !StatusWords.IsFinalOrder(status) ? OrderEnding.None
        : StatusWords.IsCompletedOrder(status) ? OrderEnding.Completed
        : StatusWords.IsPartialOrder(status) ? OrderEnding.Partial
        : StatusWords.IsCanceledOrder(status) ? OrderEnding.Canceled
        : OrderEnding.Failed;
}
