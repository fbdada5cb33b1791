namespace YallaTake;

/// <summary>A process that places the order on one panel, and goes on to another if it has a fallback.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="Panel">Where.</param>
/// <param name="Next">Where it goes if the panel refuses; -1 for nowhere.</param>
/// <param name="IsWide">Whether the reference is one for the whole ledger, as it was told.</param>
internal readonly record struct FallbackSender(FallbackPhase Phase, int Panel = 0, int Next = -1, bool IsWide = false)
{
    public override string ToString() => Phase == FallbackPhase.Idle ? "idle" : $"{Phase} on {Panel}{(Next >= 0 ? $" then {Next}" : "")}";
}

/// <summary>How far a process is with an order.</summary>
internal enum FallbackPhase
{
    /// <summary>It has none.</summary>
    Idle,

    /// <summary>The reference is claimed on a panel, and nothing is sent yet.</summary>
    Claimed,

    /// <summary>It is sent, the panel did not take it, and the answer is still to come.</summary>
    Refused,

    /// <summary>It is sent, the panel took it, and the answer is still to come.</summary>
    Bought,

    /// <summary>The refusal is written down, and the next panel is not asked yet.</summary>
    GoesOn,
}
