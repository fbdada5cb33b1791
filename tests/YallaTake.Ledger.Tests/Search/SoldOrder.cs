namespace YallaTake;

/// <summary>An order as the simulated panel has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Reference">Whose it is: the script's reference; null for one that a person made by hand.</param>
/// <param name="Price">What was paid.</param>
/// <param name="Count">How many were ordered.</param>
/// <param name="At">When the panel took it.</param>
internal sealed record SoldOrder(long Id, string? Reference, decimal Price, long Count, DateTimeOffset At)
{
    public string Status { get; set; } = "Pending";

    public decimal Refunded { get; set; }

    public long Remains { get; set; } = Count;
}
