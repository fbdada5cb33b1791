using CsCheck;

namespace YallaTake;

/// <summary>The contract about sums: what changes an order, and that the kept sum is the sum added up whatever does.</summary>
internal static class SpendingSpec
{
    /// <summary>What the panel says: a charge so far, or in the end.</summary>
    public static readonly (string Status, int Charge, bool IsFinal)[] Statuses =
        [("In progress", 4, false), ("Completed", 5, true), ("Completed", 1, true), ("Partial", 1, true), ("Canceled", 0, true)];

    /// <param name="isEarlier">Whether the ledger begins as one of a version that kept no sums.</param>
    public static Spec<SpendingModel> Of(bool isEarlier) => Spec.From(new SpendingModel { IsEarlier = isEarlier })
        .Action("Claim", s => s.IsFree, s => s.Claim())
        .Action("SendAgain", s => s.State == OrderState.Unknown, s => s.SendAgain())
        .Action("Place", s => s.State == OrderState.Sending, s => s.Place())
        .Action("Reject", s => s.State == OrderState.Sending, s => s.Free(OrderState.Rejected))
        .Action("Stop", s => s.State == OrderState.Sending, s => s.Free(OrderState.NotSent))
        .Action("NoAnswer", s => s.State == OrderState.Sending, s => s.NoAnswer())
        .Action("ResolvePlaced", s => s.State == OrderState.Unknown, s => s.Place())
        .Action("ResolveNotPlaced", s => s.State == OrderState.Unknown, s => s.ResolveNotPlaced())
        .Action("Hear", Statuses, (s, _) => s.IsOpen, (s, said) => s.Hear(said.Charge, said.IsFinal))
        .Action("AddSecond", s => s.State == OrderState.Placed && s.Beside is null, s => s.AddSecond())
        .Action("RowIsLost", s => s.State == OrderState.Placed, s => s.Lose())
        .Action("Restore", s => s.IsLost, s => s.Restore())
        .Action("Copy", s => s.IsFree, s => s.Copy())
        .Action("Adopt", s => !s.IsAdopted && s.State != OrderState.Sending, s => s.Adopt())
        .Action("NextDay", s => s.Today == 0, s => s with { Today = 1 })
        .Action("BringUpToDate", s => s.IsEarlier, s => s.BringUpToDate())
        .Print(s => s.Text);

    /// <summary>With all that must hold.</summary>
    public static Spec<SpendingModel> WithRules(this Spec<SpendingModel> spec) => spec
        .Invariant("SUM-IS-KEPT", "The kept sum is the sum added up.", s => s.IsEarlier || s.Kept == s.AddedUp)
        .Invariant("MAY-COST-COUNTS", "Sending, Placed and Unknown count, and what was not bought is free.",
            s => s.State is OrderState.Sending or OrderState.Unknown || s.IsOpen
                ? s.Spent > 0
                : s.State == OrderState.Placed || s.Spent == 0);

    /// <summary>With each way to forget the sum.</summary>
    public static Spec<SpendingModel> WithFaults(this Spec<SpendingModel> spec) => spec
        .Fault("a claim is not added", on: "Claim", Forgotten)
        .Fault("a resend at a higher price is not added", on: "SendAgain", Forgotten)
        .Fault("what was rejected is not taken off", on: "Reject", Forgotten)
        .Fault("what was not sent is not taken off", on: "Stop", Forgotten)
        .Fault("what a person settles as not placed is not taken off", on: "ResolveNotPlaced", Forgotten)
        .Fault("a final charge is not taken over", on: "Hear", when: (b, a) => a.IsFinal && a.Spent > b.Spent, Forgotten)
        .Fault("a refund is not taken off", on: "Hear", when: (b, a) => a.IsFinal && a.Spent is > 0 and var now && now < b.Spent, Forgotten)
        .Fault("a cancellation is not taken off", on: "Hear", when: (_, a) => a.Spent == 0, Forgotten)
        .Fault("a charge under way is not added", on: "Hear", when: (_, a) => !a.IsFinal, Forgotten)
        .Fault("a second purchase is not added", on: "AddSecond", Forgotten)
        .Fault("a lost row still counts", on: "RowIsLost", Forgotten)
        .Fault("what the journal restores is not added", on: "Restore", Forgotten)
        .Fault("what is copied from another ledger is not added", on: "Copy", Forgotten)
        .Fault("what goes over to another account stays with the first", on: "Adopt", Forgotten)
        .Fault("the update adds nothing up", on: "BringUpToDate", Forgotten)
        .Fault("a claim on another day counts on the first",
            on: "Claim", when: (_, a) => a.Day == 1, (b, a) => a with { Kept = b.Kept.Plus(a.IsAdopted, 0, a.Spent - b.Spent) })
        .Fault("an unknown order is free", on: "NoAnswer", (_, a) => (a with { Spent = 0 }).BringUpToDate());

    private static SpendingModel Forgotten(SpendingModel before, SpendingModel after) => after with { Kept = before.Kept };
}
