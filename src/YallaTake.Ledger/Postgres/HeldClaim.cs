namespace YallaTake;

/// <summary>A claim on a shared ledger. It has a mark of its own, so that it can be made and settled again when nobody heard whether it was.</summary>
internal sealed record HeldClaim(long Entry, string Account, Guid Mark, OrderIntent Intent) : OrderClaim(Entry, null)
{
    /// <summary>What sending came to, as the ledger and the journal write it.</summary>
    public KeptOutcome With(OrderOutcome outcome) =>
        new(Account, Intent.Reference, Mark, outcome.State, outcome.OrderId, outcome.Failure?.Message, Money.Units(Intent.Estimate.Charge));

    /// <summary>The order as it will be written once the database is back.</summary>
    public Order Order(OrderOutcome outcome, string? panel, DateTimeOffset now) => new()
    {
        Reference = Intent.Reference,
        ServiceId = Intent.Service.Id,
        ServiceName = Intent.Service.Name,
        Link = Intent.Request.Link,
        Quantity = Intent.Estimate.Count,
        EstimatedCharge = Intent.Estimate.Charge,
        Currency = Intent.Currency,
        State = outcome.State,
        OrderIdText = outcome.OrderId,
        Error = outcome.Failure?.Message,
        CreatedAt = now,
        SettledAt = now,
        BalanceBefore = Intent.BalanceBefore,
        Panel = panel,
    };
}
