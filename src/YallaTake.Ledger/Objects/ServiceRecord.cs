namespace YallaTake;

/// <summary>What became of the orders of a service, by what the ledger heard.</summary>
public sealed class ServiceRecord
{
    // PowerShell would make one of any row with such columns.
    internal ServiceRecord()
    {
    }

    /// <summary>The service's id: a long or a string, see <see cref="PanelId"/>.</summary>
    public required object ServiceId { get; init; }

    /// <summary>The service's name when it was last ordered; null when it is not known.</summary>
    public string? Name { get; init; }

    /// <summary>The service's category, as the ledger last saw it in the catalogue; null when it never did.</summary>
    public string? Category { get; init; }

    /// <summary>How many orders were placed.</summary>
    public int Orders { get; init; }

    /// <summary>How many of them have not ended, as far as the ledger has heard.</summary>
    public int Open { get; init; }

    /// <summary>How many further orders were sent and it is not known whether they were placed.</summary>
    public int Unknown { get; init; }

    /// <summary>The units ordered in all, without orders that have no upper bound.</summary>
    public long Count { get; init; }

    /// <summary>How many of a hundred orders that ended were completed; null when none has ended.</summary>
    public decimal? CompletedPercent { get; init; }

    /// <summary>How many of a hundred orders that ended were delivered in part; null when none has ended.</summary>
    public decimal? PartialPercent { get; init; }

    /// <summary>How many of a hundred orders that ended were canceled, refunded or expired; null when none has ended.</summary>
    public decimal? CanceledPercent { get; init; }

    /// <summary>How many of a hundred orders that ended failed; null when none has ended.</summary>
    public decimal? FailedPercent { get; init; }

    /// <summary>
    /// What the orders cost in <see cref="Currency"/>: the charge that was last heard, or the estimate where none was. Orders in another
    /// currency are left out of all amounts.
    /// </summary>
    public decimal Charge { get; init; }

    /// <summary>By how much the orders that did not end completed cost less than was estimated, in <see cref="Currency"/>.</summary>
    public decimal Refunded { get; init; }

    /// <summary>The units that were delivered by orders that ended, where it is known how many and what they cost.</summary>
    public long Delivered { get; init; }

    /// <summary>
    /// What 1000 of these delivered units cost in <see cref="Currency"/>, or one, when the ledger's catalogue says that the service is a
    /// package; null when there are none.
    /// </summary>
    public decimal? DeliveredRate { get; init; }

    /// <summary>The currency of the latest order; null when it is not known.</summary>
    public string? Currency { get; init; }

    /// <summary>The median time from sending an order to the first look at which it was under way; null when none was seen so.</summary>
    public TimeSpan? TimeToStart { get; init; }

    /// <summary>The time within which nine of ten such orders were seen under way.</summary>
    public TimeSpan? TimeToStart90 { get; init; }

    /// <summary>
    /// The median time from sending an order to the first look at which it was completed or partial; null when none was seen to end.
    /// </summary>
    public TimeSpan? TimeToEnd { get; init; }

    /// <summary>The time within which nine of ten such orders were seen at their end.</summary>
    public TimeSpan? TimeToEnd90 { get; init; }

    /// <summary>
    /// The median time between the two looks between which such an order ended. It may have ended by so much earlier than
    /// <see cref="TimeToEnd"/> says.
    /// </summary>
    public TimeSpan? TimeBetweenLooks { get; init; }

    /// <summary>How many refills were requested for the orders.</summary>
    public int Refills { get; init; }

    /// <summary>How many of them are completed, as far as the ledger has heard.</summary>
    public int RefillsDone { get; init; }

    /// <summary>The name of the panel.</summary>
    public string? Panel { get; init; }

    /// <summary>How many orders <see cref="TimeToEnd90"/> is known of.</summary>
    internal int TimedEnds { get; init; }

    /// <summary>The service and its orders.</summary>
    public override string ToString() => FormattableString.Invariant($"{ServiceId}: {Orders} orders");
}
