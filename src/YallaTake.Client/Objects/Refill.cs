namespace YallaTake;

/// <summary>A refill that the panel has taken on (API action <c>refill</c>).</summary>
public sealed class Refill
{
    /// <summary>The refill's number; ask for its status with it.</summary>
    public required long RefillId { get; init; }

    /// <summary>The order that is refilled.</summary>
    public required long OrderId { get; init; }

    /// <summary>The name of the panel it came from.</summary>
    public string? Panel { get; init; }

    /// <summary>The refill's number and its order's.</summary>
    public override string ToString() => $"{RefillId} of order {OrderId}";
}
