using Newtonsoft.Json;

namespace YallaTake.Ledger.Entries;

/// <summary>What became of an order, with all that is needed to write its entry again.</summary>
internal sealed record JournalEntry
{
    /// <summary>The account's id in the ledger.</summary>
    public required string Account { get; init; }

    public required string Reference { get; init; }

    /// <summary>The mark of the claim under which it was sent; null when that is not known any more.</summary>
    public string? Claim { get; init; }

    /// <summary>Placed, Rejected, NotSent or Unknown.</summary>
    public required OrderState State { get; init; }

    /// <summary>The panel's id; null unless placed.</summary>
    public string? OrderId { get; init; }

    /// <summary>The ids of which one is the panel's id, with commas between; null when it is known.</summary>
    public string? Candidates { get; init; }

    /// <summary>Why it is not placed; null when it is.</summary>
    public string? Error { get; init; }

    /// <summary>The service's id; null in a journal of version 0.1.0.</summary>
    public string? ServiceId { get; init; }

    public string? ServiceName { get; init; }

    /// <summary>The service's category; null in a journal of an earlier version, and of an order that Resolve-YtOrder settled.</summary>
    public string? Category { get; init; }

    public string? Link { get; init; }

    /// <summary>
    /// The order's fields; null in a journal of version 0.1.0, and of an order that an earlier version settled by Resolve-YtOrder: no entry
    /// can be written again from them.
    /// </summary>
    public string? Fields { get; init; }

    public long? Count { get; init; }

    public decimal? EstimatedCharge { get; init; }

    public string? Currency { get; init; }

    public decimal? BalanceBefore { get; init; }

    public DateTimeOffset SentAt { get; init; }

    /// <summary>Whether the reference is one for the whole ledger.</summary>
    public bool IsLedgerWide { get; init; }

    /// <summary>Whether it is of a panel of this machine: see <see cref="LedgerAccount.IsLocal"/>.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Whether the order may cost something: then its outcome must find its entry.</summary>
    [JsonIgnore]
    public bool MayCost => State is OrderState.Placed or OrderState.Unknown;

    /// <summary>Whether a ledger can take it: a file may hold anything.</summary>
    [JsonIgnore]
    public bool IsWhole =>
        Account is not null
        && Reference is not null
        && (Claim is null || Guid.TryParseExact(Claim, "N", out _))
        && OrderFields.Parse(Fields) is not null
        && (Fields is null || ServiceId is not null)
        && State is OrderState.Placed or OrderState.Rejected or OrderState.NotSent or OrderState.Unknown
        && State == OrderState.Placed == ((OrderId ?? Candidates) is not null);

    /// <summary>What the ledger has of an order.</summary>
    public static JournalEntry Of(Order order, string account) => new()
    {
        Account = account,
        Reference = order.Reference!,
        State = order.Phase,
        OrderId = order.OrderId?.ToString(),
        Error = order.Error,
        ServiceId = order.ServiceId.ToString(),
        ServiceName = order.ServiceName,
        Link = order.Link,
        Fields = OrderFields.Text(order.Fields),
        Count = order.Count,
        EstimatedCharge = order.EstimatedCharge,
        Currency = order.Currency,
        BalanceBefore = order.BalanceBefore,
        SentAt = order.SentAt,
        IsLedgerWide = order.IsLedgerWide,
    };

    /// <summary>The order as users see it, before the ledger can say.</summary>
    public Order ToOrder(string? panel, DateTimeOffset now, bool isRemembered = true) => new()
    {
        Reference = isRemembered ? Reference : null,
        ServiceId = PanelId.Of(ServiceId!).Value,
        ServiceName = ServiceName,
        Link = Link,
        Fields = OrderFields.Parse(Fields),
        Count = Count,
        EstimatedCharge = EstimatedCharge,
        Currency = Currency,
        Phase = State,
        OrderId = OrderId is null ? null : PanelId.Of(OrderId).Value,
        Error = Error,
        CreatedAt = SentAt,
        SettledAt = now,
        BalanceBefore = BalanceBefore,
        Panel = panel,
    };

    // Version 0.1.0 called the claim so.
    [JsonProperty]
    private Guid Mark
    {
        init => Claim = value.ToString("N");
    }
}
