namespace YallaTake;

/// <summary>How far a process is with an order.</summary>
internal enum SenderPhase
{
    /// <summary>It has none.</summary>
    Idle,

    /// <summary>The reference is claimed, and nothing is sent yet.</summary>
    Claimed,

    /// <summary>The same, and the lease has run out since.</summary>
    Slept,

    /// <summary>It is sent, the panel did not take it, and the answer is still to come.</summary>
    Refused,

    /// <summary>It is sent, the panel took it, and the answer is still to come.</summary>
    Bought,
}
