using System.Globalization;
using YallaTake.Client.Orders;
using YallaTake.Client.Values;

namespace YallaTake;

/// <summary>An order that was placed or was to be placed, and what is known of it.</summary>
public sealed class Order : IOrderContent
{
    /// <summary>The caller's name for the order, or a generated one; null when the connection keeps no ledger.</summary>
    public string? Reference { get; init; }

    /// <summary>The panel's id of the order: a long or a string, see <see cref="PanelId"/>; null when it has none yet.</summary>
    public object? OrderId { get; init; }

    /// <summary>
    /// The ids of which one is this order's, each a long or a string, when a search found that it was placed and does not know which one it
    /// is.
    /// </summary>
    public IReadOnlyList<object> CandidateId
    {
        get;
        init => field = ReadableList<object>.Of(value);
    }
        = ReadableList<object>.None;

    /// <summary>The service's id: a long or a string.</summary>
    public required object ServiceId { get; init; }

    /// <summary>The service's name when the order was placed.</summary>
    public string? ServiceName { get; init; }

    /// <summary>What the order is for: a link, or a user name.</summary>
    public string? Link { get; init; }

    /// <summary>The field <c>quantity</c> of the order: of each run, where there are runs; null when it has none.</summary>
    public long? Quantity => OrderField.QuantityOf(Fields);

    /// <summary>The units ordered in all, at most; null when there is no upper bound.</summary>
    public long? Count { get; init; }

    /// <summary>All fields of the order by the API's names, as they were sent.</summary>
    public IReadOnlyDictionary<string, string> Fields
    {
        get;
        init => field = ReadableFields.Of(value);
    }
        = FurtherFields.None;

    /// <summary>
    /// The price by the catalogue, in <see cref="Currency"/>; null when there is no upper bound. The panel's own charge may differ.
    /// </summary>
    public decimal? EstimatedCharge { get; init; }

    /// <summary>The account's currency; null when it is not known.</summary>
    public string? Currency { get; init; }

    /// <summary>The outcome of placing it.</summary>
    public string State => Phase.ToString();

    /// <summary>The same as a value; an export would make a number of it.</summary>
    internal OrderState Phase { get; init; }

    /// <summary>Whether it was placed before, and New-YtOrder bought nothing now; false from other cmdlets.</summary>
    public bool Existing { get; internal set; }

    /// <summary>Why it is not placed, or that it was bought in addition to another one; else null.</summary>
    public string? Error { get; init; }

    /// <summary>The evidence by which an unknown outcome was settled; null when the panel's first answer did.</summary>
    public string? Evidence { get; init; }

    /// <summary>When it was first to be placed (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its outcome was known (UTC); null while it is unknown.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>When the first attempt that may have bought it was claimed (UTC): nothing of it was sent before.</summary>
    internal DateTimeOffset SentAt { get; init; }

    /// <summary>The latest time at which a request for it may have been under way (UTC).</summary>
    internal DateTimeOffset LeftBy { get; init; }

    /// <summary>Its number in the ledger: one that was claimed later has a higher one, whatever the clocks say.</summary>
    internal long Entry { get; init; }

    /// <summary>How often it was claimed.</summary>
    internal long Attempts { get; init; }

    /// <summary>The field in which every attempt sent <see cref="RequestValue"/>; null when one did not.</summary>
    internal string? RequestField { get; init; }

    /// <summary>The client's id of the order that every attempt sent; null when one did not.</summary>
    internal string? RequestValue { get; init; }

    /// <summary>The reference of the order that was sent again as this one, as a test; null when it is an order of its own.</summary>
    internal string? Repeats { get; init; }

    /// <summary>Whether its reference is one for the whole ledger: on whichever panel, it is the same order.</summary>
    internal bool IsLedgerWide { get; init; }

    /// <summary>The account's balance shortly before it was sent, in <see cref="Currency"/>; null when it was not asked.</summary>
    public decimal? BalanceBefore { get; init; }

    /// <summary>The status when it was last asked, see <see cref="OrderStatus.Status"/>; null until it was.</summary>
    public string? Status { get; init; }

    /// <summary>
    /// The charge when the status was last asked, in <see cref="Currency"/>; null until it was, or when the panel did not say.
    /// </summary>
    public decimal? Charge { get; init; }

    /// <summary>The count on the link before the order began; null until the status was asked, or when the panel did not say.</summary>
    public long? StartCount { get; init; }

    /// <summary>What was still to be delivered when the status was last asked; null until it was, or when the panel did not say.</summary>
    public long? Remains { get; init; }

    /// <summary>When the status was last asked (UTC); null until it was.</summary>
    public DateTimeOffset? StatusAt { get; init; }

    /// <summary>When it was first seen under way or delivered (UTC); null when it was not yet, or it was not looked at.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was first seen at its end (UTC); null when it is not at its end, or it was before the ledger kept this.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The last look before <see cref="StartedAt"/>, or when it was sent.</summary>
    internal DateTimeOffset? StartedAfter { get; init; }

    /// <summary>The last look before <see cref="EndedAt"/>, or when it was sent.</summary>
    internal DateTimeOffset? EndedAfter { get; init; }

    /// <summary>When a cancellation was first requested (UTC).</summary>
    public DateTimeOffset? CancelRequestedAt { get; init; }

    /// <summary>The ids of the refills that were requested, each a long or a string.</summary>
    public IReadOnlyList<object> RefillId
    {
        get;
        init => field = ReadableList<object>.Of(value);
    }
        = ReadableList<object>.None;

    /// <summary>The name of the panel it was placed on.</summary>
    public string? Panel { get; init; }

    /// <summary>The order's id or reference, and its service's id.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} of service {1}", OrderId ?? Reference, ServiceId);
}
