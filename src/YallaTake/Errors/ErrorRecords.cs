using System.Management.Automation;
using System.Text.RegularExpressions;
using YallaTake.Client.Orders;
using static System.Management.Automation.ErrorCategory;

namespace YallaTake.Errors;

/// <summary>Turns failures into the error records that scripts test for: a stable id, a category, a target, and what to do next.</summary>
internal static class ErrorRecords
{
    // Our messages say what happened, whether anything was sent, and then what to do.
    private static readonly Regex Advised = new(
        @"^(?<what>.*?\bNothing [^.]*\.) (?<advice>\p{Lu}.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant);

    /// <summary>The record of a failure. What it is about begins the message: a file has hundreds of rows.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="target">The id or order that it is about, or what else.</param>
    /// <param name="row">The number of the input that it is about; null when it is not one of many.</param>
    public static ErrorRecord From(YallaTakeException exception, object? target, long? row = null)
    {
        var (category, usual) = Describe(exception.Id);
        var (what, action) = Split(exception, usual);
        var message = EndsPipeline(exception) ? what : About(target, row, what);
#if !NET
        // Windows PowerShell does not show it.
        message = $"{message} {action}";
#endif

        // An address that was refused may hold the key.
        if (exception.Id == ErrorId.InsecureUri && target is Uri refused)
            target = new Uri(refused.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));
        return new ErrorRecord(exception, exception.Id.ToString(), category, Shown(target, exception))
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = action },
        };
    }

    /// <summary>The failure of an order about which the panel cannot be asked, since it has no id.</summary>
    public static YallaTakeException NoOrderId(Order? order)
    {
        var (why, advice) = order switch
        {
            null => ("An order came without an id to ask about.", "Look with Get-YtOrder what became of it."),
            { CandidateId: { Count: > 0 } ids } => (
                $"It was placed under one of the ids {string.Join(", ", ids)}, and it is not known under which.",
                "Name the right one with Resolve-YtOrder -OrderId."),
            { Phase: OrderState.Rejected or OrderState.NotSent } => (
                $"It was not placed, so the panel has no id for it.{(order.Error is { } said ? $" {said.TrimEnd('.')}." : string.Empty)}",
                "Order it again with New-YtOrder."),
            { Phase: OrderState.Sending } => ("It is being sent right now, and has no id yet.", "Look with Get-YtOrder in a minute."),
            _ => ("It is not known whether it was placed, so it has no id to ask about.", "Settle it with Resolve-YtOrder."),
        };
        return new(ErrorId.OrderNotFound, $"{why} Nothing was sent. {advice}");
    }

    /// <summary>Whether no other item of the pipeline can fare better.</summary>
    public static bool EndsPipeline(YallaTakeException exception) =>
        exception.Id is ErrorId.NotConnected or ErrorId.ApiKeyRefused or ErrorId.InsecureUri or ErrorId.RedirectRefused
            or ErrorId.LedgerUnavailable;

    private static (string What, string Action) Split(YallaTakeException exception, string usual)
    {
        if (exception.MayHaveActed)
            return (exception.Message, "Look on the panel whether it was done before you ask for it again.");
        if (exception.StatusCode == 407)
            return (exception.Message, "Connect with -Proxy and -ProxyCredential.");

        // What is quoted of another failure has an advice of that one.
        var isQuoting = exception is
        { Id: ErrorId.OrderOutcomeUnknown or ErrorId.OrderNotRecorded, InnerException: YallaTakeException };
        return !isQuoting && exception.PanelText is null && Advised.Match(exception.Message) is { Success: true } parts
            ? (parts.Groups["what"].Value, parts.Groups["advice"].Value)
            : (exception.Message, usual);
    }

    // What a script can use: an order is what it was given as, which goes into New-YtOrder again.
    private static object? Shown(object? target, YallaTakeException exception) => target switch
    {
        PanelId id => id.Value,
        OrderRequest { Input: { } input } => input,
        OrderRequest order => Quote.Refused(order, exception),
        _ => target,
    };

    // What the message names itself is not named twice.
    private static string About(object? target, long? row, string message)
    {
        // A message has references in quotes, links as they are, and ids of several letters as words; a short id may be any number there.
        (string? Name, string Said)[] names = target switch
        {
            OrderRequest order => [(order.Reference, $"'{order.Reference}'"), (order.Link, $"{order.Link}")],
            Order order => [(order.Reference, $"'{order.Reference}'"), (order.Link, $"{order.Link}")],
            PanelId id when id.ToString() is { Length: > 2 } text => [(text, text)],
            PanelId id => [(id.ToString(), $"'{id}'")],
            string reference when row is not null => [(reference, $"'{reference}'")],
            _ => [],
        };
        var place = (target as OrderRequest)?.Place ?? (row is null ? null : FormattableString.Invariant($"row {row}"));
        string[] about = [
            .. names.Where(named => !string.IsNullOrWhiteSpace(named.Name) && !message.Contains(named.Said)).Select(named => named.Name!),
            .. place is null ? [] : new[] { place },
        ];
        return about.Length == 0 ? message : $"{string.Join(", ", about)}: {message}";
    }

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
        ErrorId.FieldMissing => (InvalidArgument, "Give the field and order again."),
        ErrorId.FieldNotUsed => (InvalidArgument, "Leave the field out and order again."),
        ErrorId.FieldInvalid => (InvalidArgument, "Correct the value and run the command again."),
        ErrorId.InputUnreadable => (
            InvalidData, "Correct the line and import the file again. The lines that were ordered are not ordered twice."),
        ErrorId.ReportNotWritten => (WriteError, "Give a -Path in a folder that exists and may be written to."),
        ErrorId.QuantityOutOfRange => (InvalidArgument, "Order a count within the service's limits."),
        ErrorId.RateTooHigh => (
            InvalidArgument, "Choose another service, or allow a higher -MaximumRate or -MaximumRateIncrease."),
        ErrorId.ChargeTooHigh => (InvalidArgument, "Order less, or allow a higher -MaximumCharge."),
        ErrorId.DuplicateOrder => (
            InvalidArgument, "Look at the other order with Get-YtOrder. If both are wanted, order without -NoDuplicateWithin."),
        ErrorId.OrderOverlaps => (
            InvalidArgument, "Wait until the other order is final and its status was asked for, or order without -NoOverlap."),
        ErrorId.ReferenceMismatch => (InvalidArgument, "Look at the order with Get-YtOrder -Reference."),
        ErrorId.SpendLimitReached => (
            LimitsExceeded, "Wait until older orders leave the window, or connect with a higher -SpendLimit."),
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
            "Fix the ledger. If the outcome is not stored on this computer, settle the order with Resolve-YtOrder."),
        ErrorId.WaitTimedOut => (
            OperationTimeout, "It goes on at the panel. Wait longer with -TimeoutSec, or look again later."),
        ErrorId.RateLimited => (LimitsExceeded, "Wait a minute, and send less at once with a lower -ThrottleLimit."),
        ErrorId.PanelUnavailable => (
            ResourceUnavailable,
            "Try again later. If it stays so, check the address and the network, or connect with a longer -TimeoutSec."),
        ErrorId.PanelAnswerUnreadable => (InvalidData, "Check the panel's address. If it stays so, ask the panel."),
        ErrorId.InsecureUri => (SecurityError, "Use the panel's https address."),
        ErrorId.RedirectRefused => (SecurityError, "Connect with the address that the panel really uses."),
        ErrorId.SearchRefused => (
            InvalidOperation, "Look on the panel, then settle the order with Resolve-YtOrder -OrderId or -NotPlaced."),
        ErrorId.SandboxNotStarted => (
            OpenError, "Fix what the message names: a taken port, a fault that does not exist, or an unreadable catalogue."),
        _ => (NotSpecified, "The message is the panel's own. Ask the panel what it means."),
    };
}
