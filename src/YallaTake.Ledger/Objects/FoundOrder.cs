using System.Globalization;

namespace YallaTake;

/// <summary>An order of the account that was found by its id on the panel.</summary>
public sealed class FoundOrder
{
    /// <summary>The order's id: a long or a string, see <see cref="PanelId"/>.</summary>
    public required object OrderId { get; init; }

    /// <summary>The caller's name for the order; null when the ledger does not know it.</summary>
    public string? Reference { get; init; }

    /// <summary>The panel's word: see <see cref="OrderStatus.Status"/>.</summary>
    public required string Status { get; init; }

    /// <summary>What the order costs so far, in <see cref="Currency"/>; null when the panel does not say.</summary>
    public decimal? Charge { get; init; }

    /// <summary>The currency of <see cref="Charge"/>; null when the panel does not say.</summary>
    public string? Currency { get; init; }

    /// <summary>The count on the link before the order began; null when the panel does not say.</summary>
    public long? StartCount { get; init; }

    /// <summary>What is still to be delivered; null when the panel does not say.</summary>
    public long? Remains { get; init; }

    /// <summary>The name of the panel it was found on.</summary>
    public string? Panel { get; init; }

    /// <summary>The order's id, its status, and its reference.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", OrderId, Status, Reference).TrimEnd();
}
