namespace YallaTake;

/// <summary>What became of a request that failed: decides whether it may be sent again.</summary>
public enum RequestFate
{
    /// <summary>Nobody can say whether the panel acted on it.</summary>
    Unknown,

    /// <summary>It surely had no effect: it never left, or the panel turned it away unread.</summary>
    NotSent,

    /// <summary>The panel read it and said no.</summary>
    Refused,
}
