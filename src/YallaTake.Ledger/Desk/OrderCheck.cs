using YallaTake.Client.Orders;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Desk;

/// <summary>What is known of an order before it is placed.</summary>
internal sealed record OrderCheck
{
    public required OrderRequest Request { get; init; }

    /// <summary>The order placed before under its reference; null if it does not exist.</summary>
    public Order? Existing { get; init; }

    /// <summary>The service in the catalogue; null when it is not there, or was not looked for.</summary>
    public Service? Service { get; init; }

    /// <summary>What it counts and costs.</summary>
    public OrderEstimate Estimate { get; init; }

    /// <summary>That the service is dearer than when it was last ordered; null when it is not, or that stands against the order.</summary>
    public RateRise? Rise { get; init; }

    /// <summary>All that stands against it; empty when it may be placed.</summary>
    public IReadOnlyList<YallaTakeException> Problems { get; init; } = [];

    /// <summary>What is placed; null when something stands against it, or nothing is to be placed.</summary>
    public OrderIntent? Intent { get; init; }
}
