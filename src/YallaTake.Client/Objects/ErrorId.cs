namespace YallaTake;

/// <summary>What went wrong, in the words that scripts test for: the beginning of every FullyQualifiedErrorId.</summary>
public enum ErrorId
{
    /// <summary>Any text of the panel that has no meaning of its own here.</summary>
    PanelError,

    /// <summary>No panel is connected in this runspace, the API key is missing, or the address in YALLATAKE_URI is invalid.</summary>
    NotConnected,

    /// <summary>The panel refuses the API key.</summary>
    ApiKeyRefused,

    /// <summary>The panel does not know the order.</summary>
    OrderNotFound,

    /// <summary>The panel does not know the refill.</summary>
    RefillNotFound,

    /// <summary>The panel or its catalogue does not know the service.</summary>
    ServiceNotFound,

    /// <summary>The panel refuses the order; nothing was bought.</summary>
    OrderRefused,

    /// <summary>The account's balance does not cover the order.</summary>
    InsufficientFunds,

    /// <summary>A field that the service's type requires is absent.</summary>
    FieldMissing,

    /// <summary>A field was given that the service's type does not have.</summary>
    FieldNotUsed,

    /// <summary>The value of a field or a parameter cannot be used.</summary>
    FieldInvalid,

    /// <summary>The count lies outside the service's minimum and maximum.</summary>
    QuantityOutOfRange,

    /// <summary>The service's rate is above what the caller allows.</summary>
    RateTooHigh,

    /// <summary>The order's price is above what the caller allows.</summary>
    ChargeTooHigh,

    /// <summary>An order for the same service and link was sent a short time ago.</summary>
    DuplicateOrder,

    /// <summary>The reference belongs to another order, or its outcome needs no settling.</summary>
    ReferenceMismatch,

    /// <summary>The order would pass the connection's own spend limit.</summary>
    SpendLimitReached,

    /// <summary>The ledger cannot be read or written; nothing was sent.</summary>
    LedgerUnavailable,

    /// <summary>The panel refuses the refill.</summary>
    RefillRefused,

    /// <summary>The panel refuses the cancellation.</summary>
    CancelRefused,

    /// <summary>The order was sent, and it is not known whether it was placed.</summary>
    OrderOutcomeUnknown,

    /// <summary>The order's outcome is known, and the ledger could not be written.</summary>
    OrderNotRecorded,

    /// <summary>The name belongs to another account.</summary>
    NameInUse,

    /// <summary>The order or the refill was not final when the time to wait for it had passed.</summary>
    WaitTimedOut,

    /// <summary>The panel asks for fewer requests.</summary>
    RateLimited,

    /// <summary>No connection, a server error, or no answer in time.</summary>
    PanelUnavailable,

    /// <summary>The answer is HTML, cut off, or otherwise invalid.</summary>
    PanelAnswerUnreadable,

    /// <summary>The address would send the key in the clear.</summary>
    InsecureUri,

    /// <summary>The panel points to another address, which is not followed.</summary>
    RedirectRefused,

    /// <summary>The sandbox cannot listen on the port, or cannot read the catalogue.</summary>
    SandboxNotStarted,

    /// <summary>A panel or an account on which a search for orders proves nothing.</summary>
    SearchRefused,

    /// <summary>A line of a file of orders cannot be read.</summary>
    InputUnreadable,

    /// <summary>No profile has the name, or its file cannot be read, written or removed.</summary>
    ProfileNotFound,

    /// <summary>An order of the same service or category for the same link is still open.</summary>
    OrderOverlaps,

    /// <summary>The file of a report cannot be written.</summary>
    ReportNotWritten,
}
