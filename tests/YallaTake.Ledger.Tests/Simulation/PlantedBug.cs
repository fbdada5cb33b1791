namespace YallaTake;

/// <summary>A mistake that is made on purpose, outside of the product's code: the simulation must find each.</summary>
internal enum PlantedBug
{
    None,
    UnknownIsSentAgain,
    AccidentIsTakenForRefusal,
    ClaimIsNotCheckedBeforeSending,
    LeaseIsIgnored,
    LostClaimOverwrites,
    LimitCountsOnlyPlaced,
    JournalIsNotAsked,
    FailedSettleHidesNumber,
    ResolveIgnoresWhatHappenedSince,
    StopIsIgnored,
    WindowIsIgnored,
    ClaimLooksAtItsOwnPanelOnly,
    UnknownFallsBack,
    ReferenceIsNotRemembered,
    SumIsNotKept,
}
