namespace YallaTake;

/// <summary>What the journal keeps for a ledger that could not be written.</summary>
/// <param name="State">The outcome; null when nothing is kept.</param>
/// <param name="Sender">Whose claim it is about.</param>
/// <param name="Order">What was bought; 0 for nothing.</param>
internal readonly record struct KeptOutcome(OrderState? State, int Sender, int Order = 0)
{
    public override string ToString() => State is null ? "nothing" : $"{State} of {Sender}{(Order > 0 ? $" as {Order}" : string.Empty)}";
}
