namespace YallaTake.Sandboxing.Http;

/// <summary>How an answer goes over the wire.</summary>
internal enum HttpDelivery
{
    /// <summary>At once and whole.</summary>
    Whole,

    /// <summary>Piece by piece, with pauses.</summary>
    Dripped,

    /// <summary>A little less than its head promises.</summary>
    CutShort,

    /// <summary>Followed by its rest, again and again until the client goes.</summary>
    Endless,

    /// <summary>Not at all: the connection is closed.</summary>
    Dropped,

    /// <summary>Not at all: the connection stays open until the client goes.</summary>
    Withheld,
}
