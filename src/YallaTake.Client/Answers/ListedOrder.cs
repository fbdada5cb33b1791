namespace YallaTake.Client.Answers;

/// <summary>An order in a panel's list of the account's orders. What the panel does not say is null.</summary>
/// <param name="OrderId">The order's id.</param>
internal sealed record ListedOrder(PanelId OrderId)
{
    public PanelId? ServiceId { get; init; }

    public string? Link { get; init; }

    public long? Quantity { get; init; }

    /// <summary>When it was made, by the panel's clock and in the panel's time zone, which it does not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}
