namespace YallaTake;

/// <summary>The outcome of placing an order.</summary>
public enum OrderState
{
    /// <summary>It is being sent; its process waits for the answer.</summary>
    Sending,

    /// <summary>The panel has accepted it.</summary>
    Placed,

    /// <summary>The panel refused it; nothing was bought.</summary>
    Rejected,

    /// <summary>It was not sent, or certainly not bought; it may be placed again.</summary>
    NotSent,

    /// <summary>It was sent, and it is not known whether it was placed.</summary>
    Unknown,
}
