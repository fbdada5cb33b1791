using System.Management.Automation;
using YallaTake.Client.Orders;

namespace YallaTake.Orders;

/// <summary>Warns of links that look mistyped: of the first few of an input, then of how many more there are.</summary>
internal sealed class LinkWarnings
{
    private const int Most = 5;

    private long _count;

    /// <summary>Warns of an order's link, if there is reason to.</summary>
    /// <param name="cmdlet">The cmdlet that warns.</param>
    /// <param name="order">The order.</param>
    /// <param name="place">Where it stands in the input; null when it is the only one.</param>
    public void Add(Cmdlet cmdlet, OrderRequest order, string? place)
    {
        if (LinkDoubt.Of(order) is { } doubt && ++_count <= Most)
            cmdlet.WriteWarning(place is null ? doubt : $"{place}: {doubt}");
    }

    /// <summary>Says how many more there were.</summary>
    public void End(Cmdlet cmdlet)
    {
        if (_count > Most)
            cmdlet.WriteWarning(FormattableString.Invariant($"{_count - Most} more links look mistyped, and are taken as they are."));
        _count = 0;
    }
}
