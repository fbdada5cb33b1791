using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Search;

/// <summary>What the ledger knows when a search begins.</summary>
internal sealed class SearchCase
{
    /// <summary>
    /// Every order whose outcome is unknown, every one that is being sent, and those that were placed under one of several ids of which
    /// others are still to be given out.
    /// </summary>
    public required IReadOnlyList<Order> Open { get; init; }

    /// <summary>The other orders that were placed, those around the unknown ones above all.</summary>
    public required IReadOnlyList<Order> Placed { get; init; }

    /// <summary>The history of the account's balance, the oldest first.</summary>
    public required IReadOnlyList<BalanceReading> Readings { get; init; }

    /// <summary>An order of the account that this ledger did not place; null when none was ever seen.</summary>
    public PanelId? Other { get; init; }

    /// <summary>
    /// Whether the price of an unknown order may have changed on its way: then any order of the account may be it, whatever it cost.
    /// </summary>
    public Func<Order, bool> IsRepriced { get; set; } = _ => false;

    /// <summary>Whether the user says that others use the account too.</summary>
    public bool IsShared { get; init; }

    /// <summary>The account's currency; null when it is not known.</summary>
    public string? Currency { get; init; }

    /// <summary>How far the clocks of those who write into the ledger may differ.</summary>
    public TimeSpan ClockSkew { get; init; }

    /// <summary>When it is.</summary>
    public required DateTimeOffset Now { get; init; }
}
