using System.Globalization;

namespace YallaTake;

/// <summary>The panel's receipt for an order (API action <c>add</c>).</summary>
/// <param name="IdText">The order's number as the panel wrote it.</param>
public sealed record PlacedOrder(string IdText)
{
    /// <summary>The order's number; null when it does not fit a long, which makes the order no less placed.</summary>
    public long? Id => long.TryParse(IdText, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
