namespace YallaTake;

/// <summary>A cancellation that the panel has accepted (API action <c>cancel</c>): requested, not yet refunded.</summary>
public sealed class Cancellation
{
    /// <summary>The order to be canceled: a long or a string, see <see cref="PanelId"/>.</summary>
    public required object OrderId { get; init; }

    /// <summary>Whether the panel accepted the request. The order's status says when it is canceled and refunded.</summary>
    public required bool Requested { get; init; }

    /// <summary>The name of the panel it came from.</summary>
    public string? Panel { get; init; }

    /// <summary>The order's id and what was requested.</summary>
    public override string ToString() => $"{OrderId} cancellation {(Requested ? "requested" : "not requested")}";
}
