namespace YallaTake;

/// <summary>What the orders of an input add up to on one panel, before anything is ordered.</summary>
public sealed class OrderSummary
{
    /// <summary>The name of the panel.</summary>
    public required string Panel { get; init; }

    /// <summary>How many orders were measured.</summary>
    public long Rows { get; init; }

    /// <summary>How many of them have no problem.</summary>
    public long Orderable { get; init; }

    /// <summary>How many of the orderable ones exist already, or stand twice in the input: they come back and cost nothing.</summary>
    public long Existing { get; init; }

    /// <summary>How many would be refused.</summary>
    public long Refused => Rows - Orderable;

    /// <summary>
    /// Why, as error ids with the number of orders that have the problem, such as <c>FieldMissing: 2, RateTooHigh: 1</c>; null when none
    /// would be refused. An order with two problems counts for both.
    /// </summary>
    public string? Problem { get; init; }

    /// <summary>The units that would be ordered, at most; null when there is no upper bound.</summary>
    public long? Count { get; init; }

    /// <summary>What they would cost by the catalogue, in <see cref="Currency"/>; null when there is no upper bound.</summary>
    public decimal? EstimatedCharge { get; init; }

    /// <summary>The account's currency; null when it is not known.</summary>
    public string? Currency { get; init; }

    /// <summary>What would be left of the balance, in <see cref="Currency"/>; null when either is not known.</summary>
    public decimal? BalanceLeft { get; init; }

    /// <summary>What would be left of the connection's spend limit, in <see cref="Currency"/>; null without one.</summary>
    public decimal? SpendLimitLeft { get; init; }

    /// <summary>How many of the orders could be placed, and for how much.</summary>
    public override string ToString() => EstimatedCharge is { } charge
        ? FormattableString.Invariant($"{Orderable} of {Rows} on {Panel}: {charge} {Currency}")
        : FormattableString.Invariant($"{Orderable} of {Rows} on {Panel}: no upper bound {Currency}");
}
