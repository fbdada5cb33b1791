namespace YallaTake.Client.Outcomes;

/// <summary>What may become of sending an order.</summary>
internal enum OutcomeKind
{
    /// <summary>The panel gave it an id.</summary>
    Placed,

    /// <summary>The panel read it and refused it.</summary>
    Rejected,

    /// <summary>It never left, or was surely not acted on.</summary>
    NotSent,

    /// <summary>It was sent, and it is not known whether it was placed.</summary>
    Unknown,
}
