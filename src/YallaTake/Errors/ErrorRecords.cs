using System.Management.Automation;
using static System.Management.Automation.ErrorCategory;

namespace YallaTake.Errors;

/// <summary>Turns failures into the error records that scripts test for: a stable id, a category, a target, and what to do next.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(YallaTakeException exception, object? target)
    {
        var (category, action) = Describe(exception.Id);
        if (exception.MayHaveActed)
            action = "Look on the panel whether it was done before you ask for it again.";
        var id = target as PanelId;

        // An address that was refused may hold the key.
        if (exception.Id == ErrorId.InsecureUri && target is Uri refused)
            target = new Uri(refused.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));
        return new ErrorRecord(exception, exception.Id.ToString(), category, id?.Value ?? target)
        {
            // Among hundreds of lines a message must say which id it is about.
            ErrorDetails = new ErrorDetails(id is null ? exception.Message : $"{id}: {exception.Message}") { RecommendedAction = action },
        };
    }

    /// <summary>The failure of an order from the ledger about which the panel cannot be asked.</summary>
    public static YallaTakeException NoOrderId() => new(
        ErrorId.OrderNotFound,
        "An order came without an id to ask about: it was not placed, is being sent right now, its outcome is unknown, or it has one of "
        + "several ids (CandidateId). Nothing was sent for it. Settle it with Resolve-YtOrder.");

    /// <summary>Whether no other item of the pipeline can fare better.</summary>
    public static bool EndsPipeline(YallaTakeException exception) =>
        exception.Id is ErrorId.NotConnected or ErrorId.ApiKeyRefused or ErrorId.InsecureUri or ErrorId.RedirectRefused
            or ErrorId.LedgerUnavailable;

    private static (ErrorCategory Category, string Action) Describe(ErrorId id) => id switch
    {
        ErrorId.NotConnected => (ConnectionError, "Run Connect-YtPanel. It uses YALLATAKE_API_KEY and YALLATAKE_URI when they are set."),
        ErrorId.NameInUse => (ResourceExists, "Give the connection another -Name, or disconnect the other account first."),
        ErrorId.ProfileNotFound => (ObjectNotFound, "Get-YtPanel lists what is registered; Register-YtPanel registers a panel."),
        ErrorId.ApiKeyRefused => (AuthenticationError, "Check the key on the panel's account page, then run Connect-YtPanel again."),
        ErrorId.OrderNotFound => (ObjectNotFound, "Check the order id, and that it belongs to this panel and account."),
        ErrorId.RefillNotFound => (ObjectNotFound, "Check the refill id, and that it belongs to this panel and account."),
        ErrorId.ServiceNotFound => (ObjectNotFound, "Look the service up with Get-YtService."),
        ErrorId.OrderRefused => (InvalidOperation, "Nothing was bought. Fix what the panel names and order again."),
        ErrorId.InsufficientFunds => (LimitsExceeded, "Nothing was bought. Add funds on the panel and order again."),
        ErrorId.FieldMissing => (InvalidArgument, "Nothing was sent. Give the field and order again."),
        ErrorId.FieldNotUsed => (InvalidArgument, "Nothing was sent. Leave the field out and order again."),
        ErrorId.FieldInvalid => (InvalidArgument, "Nothing was sent. Correct the value and run the command again."),
        ErrorId.InputUnreadable => (
            InvalidData, "Correct the line and import the file again. The lines that were ordered are not ordered twice."),
        ErrorId.ReportNotWritten => (WriteError, "Give a -Path in a folder that exists and may be written to."),
        ErrorId.QuantityOutOfRange => (InvalidArgument, "Nothing was sent. Order a count within the service's limits."),
        ErrorId.RateTooHigh => (
            InvalidArgument, "Nothing was sent. Choose another service, or allow a higher -MaximumRate or -MaximumRateIncrease."),
        ErrorId.ChargeTooHigh => (InvalidArgument, "Nothing was sent. Order less, or allow a higher -MaximumCharge."),
        ErrorId.DuplicateOrder => (
            InvalidArgument,
            "Nothing was sent. Look at the other order with Get-YtOrder. If both are wanted, order without -NoDuplicateWithin."),
        ErrorId.OrderOverlaps => (
            InvalidArgument,
            "Nothing was sent. Wait until the other order is final and its status was asked for, or order without -NoOverlap."),
        ErrorId.ReferenceMismatch => (InvalidArgument, "Look at the order with Get-YtOrder -Reference."),
        ErrorId.SpendLimitReached => (
            LimitsExceeded, "Nothing was sent. Wait until older orders leave the window, or connect with a higher -SpendLimit."),
        ErrorId.LedgerUnavailable => (
            ResourceUnavailable,
            "Fix the ledger, or connect with another one by -Ledger. Do not order without it unless you know what was bought."),
        ErrorId.RefillRefused => (
            InvalidOperation,
            "Check with Get-YtService that the service refills, and with Get-YtOrderStatus that the order is completed."),
        ErrorId.CancelRefused => (
            InvalidOperation,
            "Check with Get-YtService that the service cancels, and with Get-YtOrderStatus that the order still runs."),
        ErrorId.OrderOutcomeUnknown => (
            OperationTimeout,
            "Do not order again before you have looked on the panel whether the order is there. Then settle it with Resolve-YtOrder."),
        ErrorId.OrderNotRecorded => (
            WriteError,
            "The order's outcome is known. Fix the ledger: the next command that can write it, or Resolve-YtOrder, adds the outcome."),
        ErrorId.WaitTimedOut => (
            OperationTimeout, "The order goes on at the panel. Wait longer with -TimeoutSec, or look later with Get-YtOrderStatus."),
        ErrorId.RateLimited => (LimitsExceeded, "Wait a minute, and send less at once with a lower -ThrottleLimit."),
        ErrorId.PanelUnavailable => (ResourceUnavailable, "Try again later. If it stays so, check the address and the network."),
        ErrorId.PanelAnswerUnreadable => (InvalidData, "Check the panel's address. If it stays so, ask the panel."),
        ErrorId.InsecureUri => (SecurityError, "Use the panel's https address."),
        ErrorId.RedirectRefused => (SecurityError, "Connect with the address that the panel really uses."),
        ErrorId.SearchRefused => (
            InvalidOperation, "Nothing was settled. Look on the panel, then settle the order with Resolve-YtOrder -OrderId or -NotPlaced."),
        ErrorId.SandboxNotStarted => (
            OpenError, "Fix what the message names: a taken port, a fault that does not exist, or an unreadable catalogue."),
        _ => (NotSpecified, "The message is the panel's own. Ask the panel what it means."),
    };
}
