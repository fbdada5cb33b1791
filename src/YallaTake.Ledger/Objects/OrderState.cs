namespace YallaTake;

/// <summary>What the ledger knows of an order's placing.</summary>
public enum OrderState
{
    /// <summary>On its way; its process is alive and waits for the answer.</summary>
    Sending,

    /// <summary>The panel has taken it.</summary>
    Placed,

    /// <summary>The panel said no; nothing was bought.</summary>
    Rejected,

    /// <summary>It never left; it may be placed again.</summary>
    NotSent,

    /// <summary>It was sent, and it is not known whether it was placed.</summary>
    Unknown,
}
