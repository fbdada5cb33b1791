using YallaTake.Client.Values;

namespace YallaTake.Ledger.Measuring;

/// <summary>How an order ended.</summary>
internal enum OrderEnding
{
    /// <summary>It has not ended, as far as is known.</summary>
    None,

    Completed,

    Partial,

    /// <summary>Canceled, refunded or expired.</summary>
    Canceled,

    Failed,
}

/// <summary>Reads words as endings, each word once: a million orders have a few.</summary>
internal sealed class OrderEndings
{
    private readonly Dictionary<string, OrderEnding> _known = new(StringComparer.Ordinal);

    /// <summary>The ending that a panel's word means; null for none.</summary>
    public OrderEnding Of(string? status) =>
        status is null ? OrderEnding.None : _known.TryGetValue(status, out var ending) ? ending : _known[status] = Read(status);

    private static OrderEnding Read(string status) =>
        !StatusWords.IsFinalOrder(status) ? OrderEnding.None
        : StatusWords.IsCompletedOrder(status) ? OrderEnding.Completed
        : StatusWords.IsPartialOrder(status) ? OrderEnding.Partial
        : StatusWords.IsCanceledOrder(status) ? OrderEnding.Canceled
        : OrderEnding.Failed;
}
