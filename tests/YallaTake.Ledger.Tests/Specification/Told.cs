using CsCheck;

namespace YallaTake;

/// <summary>What a caller of the ledger is told: it follows from the model's states before and after.</summary>
internal static class Told
{
    public static string By(Transition<OrderModel> step)
    {
        var (number, ledger) = (step.Sender(), step.Before.CatchUp());
        return step.Action switch
        {
            "Claim" => step.After.Of(number).Phase == SenderPhase.Claimed ? "claimed" : Refusal(step.Before.ForClaim()),
            "ClaimUnheard" => "LedgerUnavailable",
            "Send" => step.After.Of(number).IsWaiting ? "sent" : "OrderOutcomeUnknown",
            "Stop" or "NoAnswer" => "written",
            "Answer" => "written" + Order(step.Before.Of(number)),
            "AnswerUnwritten" => "kept" + Order(step.Before.Of(number)),
            "NoAnswerUnwritten" => "kept",
            "Renew" => step.After.Holds(number) ? "held" : "lost",
            "CatchUp" => "1",
            "ResolveNotPlaced" => ledger.Reads == OrderState.Unknown ? "NotSent" : Unresolvable(ledger),
            "ResolvePlaced" => ledger.Reads == OrderState.Unknown && step.After.Entry.Order > 0
                ? $"order {OrderSpec.Orders[step.ArgIndex]}"
                : Unresolvable(ledger),
            "ClaimOther" => step.After.Other ? "claimed" : "SpendLimitReached",
            "RejectOther" => "Rejected",
            _ => string.Empty,
        };
    }

    /// <summary>The sender that a step is about; 0 for none.</summary>
    public static int Sender(this Transition<OrderModel> step) => step.Action switch
    {
        "Send" => OrderSpec.Sendings[step.ArgIndex].Sender,
        "Claim" or "ClaimUnheard" => OrderSpec.Claims[step.ArgIndex].Sender,
        "Stop"
            or "Answer"
            or "NoAnswer"
            or "AnswerUnwritten"
            or "NoAnswerUnwritten"
            or "Renew"
            or "Crash" => OrderSpec.Senders[step.ArgIndex],
        _ => 0,
    };

    private static string Order(OrderSender sender) => sender.Order > 0 ? $" as {sender.Order}" : string.Empty;

    private static string Refusal(OrderModel ledger) => ledger.Reads switch
    {
        OrderState.Placed => $"order {ledger.Entry.Order}",
        OrderState.Sending => "OrderOutcomeUnknown right now",
        OrderState.Unknown => "OrderOutcomeUnknown",
        _ => "SpendLimitReached",
    };

    private static string Unresolvable(OrderModel ledger) =>
        ledger.Reads == OrderState.Sending ? "ReferenceMismatch right now" : "ReferenceMismatch";
}
