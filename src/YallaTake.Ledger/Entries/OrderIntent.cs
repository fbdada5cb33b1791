using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;

namespace YallaTake.Ledger.Entries;

/// <summary>An order that is meant to be placed, with what must hold for it.</summary>
internal sealed class OrderIntent
{
    private string? _target;

    /// <summary>
    /// The caller's name for the order, as <see cref="OrderReference"/> spells it: a second order of the same name is the same order.
    /// </summary>
    public required string Reference { get; init; }

    /// <summary>What is ordered.</summary>
    public required OrderRequest Request { get; init; }

    /// <summary>The field in which the panel takes the client's id of the order; null for none.</summary>
    public IdempotencyField? IdempotencyField { get; init; }

    /// <summary>The placed order that is sent once more under its own id, to see whether the panel gives it back; null usually.</summary>
    public Order? Repeats { get; init; }

    /// <summary>What goes out in that field; null for nothing.</summary>
    public string? FieldValue => IdempotencyField is null ? null : IdempotencyField.ValueFor(Repeats?.Reference ?? Reference);

    /// <summary>The order with that field, as it goes out.</summary>
    public OrderRequest Sent => FieldValue is { } value
        ? new OrderRequest(Request.Service, [.. Request.Fields, new(IdempotencyField!.Name, value)])
        : Request;

    /// <summary>Whether its reference is one for the whole ledger: on whichever panel, it is the same order.</summary>
    public bool IsLedgerWide { get; init; }

    /// <summary>The service it is for.</summary>
    public required Service Service { get; init; }

    /// <summary>The count and the price by the catalogue.</summary>
    public required OrderEstimate Estimate { get; init; }

    /// <summary>The account's currency; null when it is not known.</summary>
    public string? Currency { get; init; }

    /// <summary>How long the claim holds before it must be renewed.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>The limit that the order must stay within; null for none.</summary>
    public SpendLimit? SpendLimit { get; init; }

    /// <summary>Refuses the order when one of the same service and link was sent within this time; null to allow it.</summary>
    public TimeSpan? NoDuplicateWithin { get; init; }

    /// <summary>Refuses the order while one of the same service or category may still change that is for the same link.</summary>
    public bool NoOverlap { get; init; }

    /// <summary>The other services that may have the order, now or before: a duplicate or an overlap there is one here.</summary>
    public IReadOnlyList<(LedgerAccount Account, object ServiceId)> OtherChoices { get; set; } = [];

    /// <summary>What the link points to; null without a link.</summary>
    public string? Target => _target ??= LinkTarget.Of(Request.Link);

    /// <summary>By what another order overlaps with it; nothing without a link.</summary>
    public IEnumerable<string> Places =>
        Target is null ? [] : [$"{Target} service {Service.ServiceId}", $"{Target} category {Service.Category}"];

    /// <summary>The account's balance shortly before; null when it is not known. Helps to settle an unknown outcome.</summary>
    public BalanceReading? BalanceRead { get; init; }

    /// <summary>The balance that was read.</summary>
    public decimal? BalanceBefore => BalanceRead?.Balance;

    /// <summary>
    /// How much other orders may have cost for this one to stay within the limit, as it is summed (<see cref="Money"/>); null without a
    /// limit. Below zero, nothing fits.
    /// </summary>
    public long? Room =>
        SpendLimit is not { } limit ? null : Estimate.Charge >= 0 ? Money.RoomFor(Estimate.Charge.Value, limit.Amount) : -1;

    /// <summary>What became of it, as it is written down.</summary>
    public JournalEntry With(string account, string claim, OrderOutcome outcome, DateTimeOffset sentAt) =>
        With(account, claim, StateAfter(outcome.Kind), outcome.OrderId, outcome.Failure?.Message, sentAt);

    /// <summary>What became of it, as it is written down.</summary>
    public JournalEntry With(string account, string? claim, OrderState state, string? orderId, string? error, DateTimeOffset sentAt) =>
        new()
        {
            Account = account,
            Reference = Reference,
            Claim = claim,
            State = state,
            OrderId = orderId,
            Error = error,
            ServiceId = Service.ServiceId.ToString(),
            ServiceName = Service.Name,
            Category = Service.Category,
            Link = Request.Link,
            Fields = OrderFields.Text(Request.Fields),
            Count = Estimate.Count,
            EstimatedCharge = Estimate.Charge,
            Currency = Currency,
            BalanceBefore = BalanceBefore,
            SentAt = sentAt,
            IsLedgerWide = IsLedgerWide,
        };

    private static OrderState StateAfter(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Placed => OrderState.Placed,
        OutcomeKind.Rejected => OrderState.Rejected,
        OutcomeKind.NotSent => OrderState.NotSent,
        _ => OrderState.Unknown,
    };
}
