using YallaTake.Client.Values;

namespace YallaTake;

/// <summary>The status of a refill (API action <c>refill_status</c>).</summary>
public sealed class RefillStatus
{
    /// <summary>The refill's id: a long or a string, see <see cref="PanelId"/>.</summary>
    public required object RefillId { get; init; }

    /// <summary>The panel's word: Pending, In progress, Completed, Rejected. An unknown word is kept as it came.</summary>
    public required string Status { get; init; }

    /// <summary>Whether the status will not change any more. An unknown word is never final.</summary>
    public bool IsFinal => StatusWords.IsFinalRefill(Status);

    /// <summary>The name of the panel it came from.</summary>
    public string? Panel { get; init; }

    /// <summary>The refill's id and its status.</summary>
    public override string ToString() => $"{RefillId} {Status}";
}
